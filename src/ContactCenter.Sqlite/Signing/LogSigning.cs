using ContactCenter.Audit;
using ContactCenter.Journal;
using ContactCenter.Sqlite.Files;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ContactCenter.Sqlite.Signing;

/// <summary>The signer of every log of the center: the host's own, or one with a key in a file. Loaded with the first log; thread-safe.</summary>
internal sealed class LogSigning(
    IOptions<LogSigningOptions> options, IOptions<SqliteOptions> storage, ILoggerFactory? loggers = null, ILogSigner? registered = null) : IDisposable
{
    private const string FileName = "signing.key";

    private readonly ILogger _logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger("ContactCenter.Sqlite");
    private readonly Lock _gate = new();
    private EcdsaLogSigner? _own;

    /// <summary>Whether the host signs itself.</summary>
    public bool IsRegistered => registered is not null;

    public string KeyFile => options.Value.KeyFile is { Length: > 0 } file ? Path.GetFullPath(file) : Path.Combine(Path.GetFullPath(storage.Value.Root), FileName);

    public string PublicKeyFile => KeyFile + ".pub";

    /// <exception cref="LogUnavailableException">The key is missing, unreadable, or another than the one logs were signed with (<c>CC1012</c>).</exception>
    public ILogSigner Signer()
    {
        if (registered is not null)
        {
            return registered;
        }

        lock (_gate)
        {
            return _own ??= Load();
        }
    }

    public void Dispose() => _own?.Dispose();

    private EcdsaLogSigner Load()
    {
        try
        {
            if (!File.Exists(KeyFile))
            {
                Make();
            }

            if (!OwnerOnlyFile.IsOwners(KeyFile))
            {
                _logger.SigningKeyReadable(KeyFile);
            }

            var signer = EcdsaLogSigner.FromPem(options.Value.KeyName, File.ReadAllText(KeyFile));
            try
            {
                CheckPublic(signer);
                return signer;
            }
            catch
            {
                signer.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Refused($"The signing key {KeyFile} cannot be used: {e.Message}", "Restore it from its backup, and give the process access to it.", e);
        }
    }

    private void Make()
    {
        if (File.Exists(PublicKeyFile))
        {
            throw Refused($"The signing key {KeyFile} is missing, and logs were signed with it: {PublicKeyFile} is there.", "Restore it from its backup; another key would make a second history.");
        }

        if (!options.Value.MakeKey)
        {
            throw Refused(
                $"There is no signing key {KeyFile}.",
                $"Make one with 'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out {KeyFile}' and mode 0600, or set {LogSigningOptions.Section}:MakeKey to true for the first start.");
        }

        using var key = EcdsaLogSigner.Create(options.Value.KeyName);
        DurableDirectory.Create(Path.GetDirectoryName(KeyFile)!);
        OwnerOnlyFile.Write(KeyFile, key.ToPem() + "\n");
        _logger.SigningKeyMade(KeyFile, PublicKeyFile);
    }

    /// <summary>The public key beside it says which key this center signs with: made once, then compared.</summary>
    private void CheckPublic(EcdsaLogSigner signer)
    {
        var key = new LogKey(signer.Name, signer.PublicKey.Span);
        if (!File.Exists(PublicKeyFile))
        {
            File.WriteAllText(PublicKeyFile + ".new", key.ToPem() + "\n");
            File.Move(PublicKeyFile + ".new", PublicKeyFile);
        }
        else if (!LogKey.FromPem(signer.Name, File.ReadAllText(PublicKeyFile)).PublicKey.Span.SequenceEqual(key.PublicKey.Span))
        {
            throw Refused($"The signing key {KeyFile} is another than the one logs were signed with, {PublicKeyFile}.", "Restore the key from its backup; another key would make a second history.");
        }
    }

    private static LogUnavailableException Refused(string what, string remedy, Exception? cause = null) => new($"{what} {remedy}", cause) { Code = "CC1012" };
}
