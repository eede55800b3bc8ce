using System.Security.Cryptography;
using ContactCenter.Sqlite.Files;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Sqlite.Keys;

/// <summary>The key above all keys: from the configuration, or from a file made at the first start.</summary>
internal sealed class RootKey
{
    public const int Size = 32;

    private const string FileName = "master.key";

    private readonly byte[] _bytes;

    private RootKey(byte[] bytes, string source)
    {
        _bytes = bytes;
        Source = source;
    }

    /// <summary>Where it comes from, for messages.</summary>
    public string Source { get; }

    /// <summary>A key for one purpose. HKDF-SHA-256, RFC 5869.</summary>
    public byte[] Derive(byte[] salt, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _bytes, Size, salt, System.Text.Encoding.ASCII.GetBytes(purpose));

    /// <exception cref="MasterKeyException">There is none where there was one, or the file holds something else.</exception>
    public static RootKey Load(SqliteOptions options, ILogger logger)
    {
        if (options.MasterKey is { } configured)
        {
            const string source = $"{SqliteOptions.Section}:MasterKey";
            return new RootKey(
                Decode(configured.Reveal()) ?? throw new MasterKeyException($"{source} is not {Size} bytes in base64."), source);
        }

        var path = Path.Combine(Path.GetFullPath(options.Root), FileName);
        try
        {
            return Read(path, logger);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MasterKeyException($"{path} can be neither read nor made: {e.Message} Give the process access to it.", e);
        }
    }

    /// <summary>The 32 bytes, or null when the text is something else.</summary>
    public static byte[]? Decode(string text)
    {
        var bytes = new byte[Size];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var written) && written == Size ? bytes : null;
    }

    private static RootKey Read(string path, ILogger logger)
    {
        if (!File.Exists(path))
        {
            Make(path);
            logger.MasterKeyMade(path);
        }

        if (!OwnerOnlyFile.IsOwners(path))
        {
            logger.MasterKeyReadable(path);
        }

        return new RootKey(
            Decode(File.ReadAllText(path)) ?? throw new MasterKeyException($"{path} does not hold {Size} bytes in base64; restore it from its backup."), path);
    }

    private static void Make(string path)
    {
        var root = Path.GetDirectoryName(path)!;
        DurableDirectory.Create(root);
        if (Directory.EnumerateDirectories(root).FirstOrDefault(d => File.Exists(Path.Combine(d, "keys.db"))) is { } tenant)
        {
            throw new MasterKeyException(
                $"{path} is missing, and {tenant} has been written under it. Restore it from its backup, or set {SqliteOptions.Section}:MasterKey to what it held.");
        }

        OwnerOnlyFile.Write(path, Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size)) + "\n");
    }
}
