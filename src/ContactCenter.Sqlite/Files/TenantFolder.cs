using ContactCenter.Journal;

namespace ContactCenter.Sqlite.Files;

/// <summary>Where one tenant's files lie, and the lock that keeps a second process out. Disposing releases the lock.</summary>
internal sealed class TenantFolder : IDisposable
{
    private readonly FileStream _lock;

    private TenantFolder(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
    }

    public string Path { get; }

    public string Keys => System.IO.Path.Combine(Path, "keys.db");

    public string Views => System.IO.Path.Combine(Path, "views.db");

    public string Blobs => System.IO.Path.Combine(Path, "blobs");

    public string Recordings => System.IO.Path.Combine(Path, "recordings");

    /// <summary>Creates the folder where it is missing, durably, and takes it for this process.</summary>
    /// <exception cref="ArgumentException">The tenant's folder would lie outside the root.</exception>
    /// <exception cref="LogUnavailableException">Another process has it, or it cannot be written to.</exception>
    public static TenantFolder Open(string root, TenantId tenant)
    {
        var path = PathOf(root, tenant);
        try
        {
            DurableDirectory.Create(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LogUnavailableException($"The folder {path} cannot be made: {e.Message} Give the process write access to {root}.", e);
        }

        var name = System.IO.Path.Combine(path, "lock");
        try
        {
            // FileShare.None is an advisory lock of the operating system: it ends with the process, also when killed.
            return new TenantFolder(path, new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new LogUnavailableException($"The file {name} cannot be written: {e.Message} Give the process write access to {path}.", e);
        }
        catch (IOException e)
        {
            throw new LogUnavailableException(
                $"Tenant '{tenant}' is open already: {name} is locked. Stop the other process, or give this one a folder of its own ({SqliteOptions.Section}:Root).", e);
        }
    }

    /// <summary>The tenant's folder below <paramref name="root"/>.</summary>
    /// <exception cref="ArgumentException">It would lie elsewhere.</exception>
    public static string PathOf(string root, TenantId tenant)
    {
        var above = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(root));
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(above, tenant.Value));
        return KeyRules.IsValid(tenant.Value) && string.Equals(System.IO.Path.GetDirectoryName(path), above, StringComparison.Ordinal)
            ? path
            : throw new ArgumentException($"Tenant '{tenant}' has no folder below {above}: its id is no valid key.", nameof(tenant));
    }

    /// <summary>The tenant's file of period keys. No tenant's id begins with an underscore, so that its folder is none of theirs.</summary>
    public static string PeriodsOf(SqliteOptions options, TenantId tenant) => System.IO.Path.Combine(
        System.IO.Path.GetFullPath(options.KeyPeriodFolder is { Length: > 0 } folder ? folder : System.IO.Path.Combine(options.Root, "_periods")), tenant + ".periods");

    public void Dispose() => _lock.Dispose();
}
