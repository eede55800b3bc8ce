using ContactCenter.Audit;
using ContactCenter.Journal;
using ContactCenter.Sqlite.Files;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ContactCenter.Sqlite.Signing;

/// <summary>
/// The signer of every log of the center, and the one it replaces: the host's own, or one with a key in a file. Loaded with the first log; thread-safe.
/// </summary>
internal sealed class LogSigning(
    IOptions<LogSigningOptions> options,
    IOptions<SqliteOptions> storage,
    ILoggerFactory? loggers = null,
    ILogSigner? registered = null,
    [FromKeyedServices(LogSigningOptions.PreviousSigner)] ILogSigner? registeredBefore = null) : IDisposable
{
    private const string FileName = "signing.key";

    private readonly ILogger _logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger("ContactCenter.Sqlite");
    private readonly Lock _gate = new();
    private EcdsaLogSigner? _own;
    private EcdsaLogSigner? _before;

    /// <summary>Whether the host signs itself.</summary>
    public bool IsRegistered => registered is not null;

    public string KeyFile => options.Value.KeyFile is { Length: > 0 } file ? Path.GetFullPath(file) : Path.Combine(Path.GetFullPath(storage.Value.Root), FileName);

    public string PublicKeyFile => KeyFile + ".pub";

    /// <summary>The folder of the logs.</summary>
    public string Root => Path.GetFullPath(storage.Value.Root);

    /// <summary>Where the key lies that is to be replaced; empty where none is.</summary>
    public string PreviousKeyFile => options.Value.PreviousKeyFile is { Length: > 0 } file ? Path.GetFullPath(file) : "";

    /// <exception cref="LogUnavailableException">The key is missing, unreadable, or another than the one logs were signed with (<c>CC1012</c>).</exception>
    public ILogSigner Signer()
    {
        if (registered is not null)
        {
            return registered;
        }

        lock (_gate)
        {
            return _own ??= Load(Before());
        }
    }

    /// <summary>Who signed before, and hands over where a log is still under that key; in most centers nobody.</summary>
    /// <exception cref="LogUnavailableException">The key to be replaced is named and cannot be used (<c>CC1012</c>).</exception>
    public IReadOnlyList<ILogSigner> PreviousSigners()
    {
        lock (_gate)
        {
            return [.. new[] { registeredBefore, Before() }.OfType<ILogSigner>()];
        }
    }

    /// <summary>The public keys of this center: the present one first, then those it replaces.</summary>
    public IReadOnlyList<LogKey> Keys() => [.. PreviousSigners().Prepend(Signer()).Select(static s => new LogKey(s.Name, s.PublicKey.Span))];

    public void Dispose()
    {
        _own?.Dispose();
        _before?.Dispose();
    }

    private EcdsaLogSigner? Before()
    {
        if (PreviousKeyFile.Length == 0)
        {
            return null;
        }

        try
        {
            return _before ??= EcdsaLogSigner.FromPem(registered?.Name ?? options.Value.KeyName, File.ReadAllText(PreviousKeyFile));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Refused(
                $"The signing key {PreviousKeyFile}, which is to be replaced, cannot be used: {e.Message}",
                $"Restore it and give the process access to it; where every log has been handed over, take {LogSigningOptions.Section}:PreviousKeyFile out of the settings.",
                e);
        }
    }

    private EcdsaLogSigner Load(EcdsaLogSigner? before)
    {
        try
        {
            if (!File.Exists(KeyFile))
            {
                Make(before);
            }

            if (!OwnerOnlyFile.IsOwners(KeyFile))
            {
                _logger.SigningKeyReadable(KeyFile);
            }

            var signer = EcdsaLogSigner.FromPem(options.Value.KeyName, File.ReadAllText(KeyFile));
            try
            {
                CheckPublic(signer, before);
                return signer;
            }
            catch
            {
                signer.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or SqliteException)
        {
            throw Refused($"The signing key {KeyFile} cannot be used: {e.Message}", "Restore it from its backup, and give the process access to it.", e);
        }
    }

    private void Make(EcdsaLogSigner? before)
    {
        if (File.Exists(PublicKeyFile) && !(before is not null && IsPublic(before)))
        {
            throw Refused($"The signing key {KeyFile} is missing, and logs were signed with it: {PublicKeyFile} is there.", "Restore it from its backup; another key would make a second history.");
        }

        // Whoever deleted both files shall not get a new history under a new key.
        if (before is null && registeredBefore is null && SignedLogs.Find(Root) is { } log)
        {
            throw Refused(
                $"The signing key {KeyFile} is missing, and its public half with it, and {log} is signed.",
                $"Restore the key from its backup, and find out who removed it. No key is made behind a signed log; to change the key, name the old one in {LogSigningOptions.Section}:PreviousKeyFile.");
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

    /// <summary>The public key beside it says which key this center signs with: made once, then compared, and replaced where the old key hands over.</summary>
    private void CheckPublic(EcdsaLogSigner signer, EcdsaLogSigner? before)
    {
        if (!File.Exists(PublicKeyFile))
        {
            WritePublic(PublicKeyFile, signer);
        }
        else if (!IsPublic(signer))
        {
            if (before is null || !IsPublic(before))
            {
                throw Refused(
                    $"The signing key {KeyFile} is another than the one logs were signed with, {PublicKeyFile}.",
                    $"Restore the key from its backup; another key would make a second history. To change the key, name the old one in {LogSigningOptions.Section}:PreviousKeyFile.");
            }

            WritePublic(PreviousKeyFile + ".pub", before);
            WritePublic(PublicKeyFile, signer);
            _logger.SigningKeyChanges(KeyFile, PublicKeyFile, PreviousKeyFile);
        }
    }

    private bool IsPublic(EcdsaLogSigner signer) =>
        LogKey.FromPem(signer.Name, File.ReadAllText(PublicKeyFile)).PublicKey.Span.SequenceEqual(signer.PublicKey.Span);

    private static void WritePublic(string file, EcdsaLogSigner signer)
    {
        File.WriteAllText(file + ".new", new LogKey(signer.Name, signer.PublicKey.Span).ToPem() + "\n");
        File.Move(file + ".new", file, overwrite: true);
        DurableDirectory.Sync(Path.GetDirectoryName(file)!);
    }

    private static LogUnavailableException Refused(string what, string remedy, Exception? cause = null) => new($"{what} {remedy}", cause) { Code = "CC1012" };
}
