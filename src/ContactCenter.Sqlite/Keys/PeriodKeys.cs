using System.Security.Cryptography;
using ContactCenter.Journal;
using ContactCenter.Sqlite.Files;

namespace ContactCenter.Sqlite.Keys;

/// <summary>
/// The periods of one key store: the current one wraps what is new, earlier ones are kept until nothing is wrapped under them and their time is over.
/// They stand in a file of their own, apart from <c>keys.db</c>: a copy of that is worth nothing without them. Thread-safe.
/// </summary>
internal sealed class PeriodKeys
{
    private readonly PeriodFile _file;
    private readonly RootKey _master;
    private readonly byte[] _salt;
    private readonly StorageContext _context;
    private readonly Lock _gate = new();
    private volatile IReadOnlyList<PeriodKey> _all = [];

    private PeriodKeys(string path, RootKey master, byte[] salt, StorageContext context)
    {
        (_file, _master, _salt, _context) = (new PeriodFile(path), master, salt, context);
    }

    /// <summary>Where they stand.</summary>
    public string Path => _file.Path;

    /// <summary>All there are, oldest first; the last is the current one.</summary>
    public IReadOnlyList<PeriodKey> All => _all;

    public PeriodKey Current => _all[^1];

    /// <summary>The periods in the file; null where there is none.</summary>
    /// <exception cref="LogUnavailableException">The file is damaged (<c>CC1014</c>), or of another store (<c>CC1015</c>).</exception>
    /// <exception cref="MasterKeyException">They are wrapped under another master key.</exception>
    public static PeriodKeys? Find(string path, RootKey master, byte[] salt, StorageContext context)
    {
        var periods = new PeriodKeys(path, master, salt, context);
        return periods.Read() is { } content ? periods.Take(content) : null;
    }

    /// <summary>A file with a first period that begins now.</summary>
    public static PeriodKeys Make(string path, RootKey master, byte[] salt, StorageContext context)
    {
        var now = context.Time.GetUtcNow();
        return Make(path, master, salt, Math.Max(PeriodKey.First + 1, now.ToUnixTimeMilliseconds()), now, KeyCipher.NewKey(), context);
    }

    /// <summary>A file with the period of a store of format 1. Nobody knows when it began: it is over at once.</summary>
    public static PeriodKeys MakeOfFirst(string path, RootKey master, byte[] salt, byte[] key, StorageContext context) =>
        Make(path, master, salt, PeriodKey.First, DateTimeOffset.UnixEpoch, key, context);

    /// <exception cref="LogUnavailableException">There is no such period (<c>CC1015</c>).</exception>
    public PeriodKey Get(long id) => _all.FirstOrDefault(p => p.Id == id)
        ?? throw Apart($"A key is wrapped under a period that is not in {Path}.", "Restore the file and keys.db together, from copies made at the same time.");

    /// <summary>When the period after this one began; null for the current one.</summary>
    public DateTimeOffset? Ended(PeriodKey period) => _all.FirstOrDefault(p => p.Id > period.Id)?.Began;

    /// <summary>Begins a period: its key is durable before anything is wrapped under it.</summary>
    /// <exception cref="IOException">The file cannot be written, or has gone.</exception>
    public void Begin()
    {
        lock (_gate)
        {
            var now = _context.Time.GetUtcNow();
            var began = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
            var id = Math.Max(Current.Id + 1, began.ToUnixTimeMilliseconds());
            var key = KeyCipher.NewKey();
            var stored = new StoredPeriod(id, began, KeyCipher.WrapPeriod(Wrapping(), id, began, key));

            // A slot that holds what memory does not know is of an attempt whose sync failed.
            var slot = Array.FindIndex(Present().Slots, s => s is null || _all.All(p => p.Id != s.Id));
            if (slot < 0)
            {
                throw new IOException($"{Path} has no room for another period; those that are over could not be destroyed.");
            }

            _context.FaultPoint?.Invoke("periods.before-begin");
            _file.Put(slot, stored);
            _context.FaultPoint?.Invoke("periods.after-begin");
            _all = [.. _all, PeriodKey.From(_master, _salt, stored, key)];
        }
    }

    /// <summary>Destroys a period's key: overwritten in place and synced on return. Nothing may be wrapped under it any more, and nobody may be using it.</summary>
    /// <exception cref="IOException">The file cannot be written, or has gone.</exception>
    public void Destroy(PeriodKey period)
    {
        lock (_gate)
        {
            var content = Present();
            _context.FaultPoint?.Invoke("periods.before-destroy");
            if (Array.FindIndex(content.Slots, s => s?.Id == period.Id) is >= 0 and var slot)
            {
                _file.Put(slot, null);
            }
            else
            {
                _file.Settle(content); // overwritten by an attempt whose sync failed
            }

            _context.FaultPoint?.Invoke("periods.after-destroy");
            _all = [.. _all.Where(p => p.Id != period.Id)];
            period.Forget();
        }
    }

    /// <summary>Reads the file again: another store may have begun a period meanwhile.</summary>
    public void Reload()
    {
        lock (_gate)
        {
            Take(Present());
        }
    }

    /// <summary>Makes sure that the periods are on the disk, and that what is in the file beside them is not.</summary>
    public void Settle()
    {
        lock (_gate)
        {
            _file.Settle(Present());
            if (!OwnerOnlyFile.IsOwners(Path))
            {
                _context.Logger.PeriodKeysReadable(Path);
            }
        }
    }

    /// <summary>Refuses a <c>keys.db</c> some of whose keys are wrapped under periods that are not here.</summary>
    /// <exception cref="LogUnavailableException">They are not (<c>CC1015</c>).</exception>
    public void Check(string keys, IEnumerable<long> inUse)
    {
        if (inUse.FirstOrDefault(id => _all.All(p => p.Id != id)) is not (> 0 and var missing))
        {
            return;
        }

        throw Read() is { IsDamaged: true }
            ? Unusable($"{Path} is damaged: a period's key that {keys} needs can no longer be read.")
            : missing < Current.Id
                ? Apart(
                    $"{keys} is a copy older than its period keys allow: the key of a period of it is destroyed, and nothing in it can be opened.",
                    $"Restore a newer copy of keys.db (the oldest period there still is began on {_all[0].Began.UtcDateTime:u}), or together with this one the copy of {Path} made at the same time.")
                : Apart($"{Path} is older than {keys}: it lacks the key of a period begun later.", "Restore the copy of it made with keys.db or later.");
    }

    public static LogUnavailableException Missing(string path, string keys) => new(
        $"{path} is missing, and what {keys} holds is wrapped under the period keys in it. Restore it from its copy, or set {SqliteOptions.Section}:{nameof(SqliteOptions.KeyPeriodFolder)} " +
        "to the folder it is in. Without it no personal text, address or attachment of this tenant can be read again.")
    {
        Code = "CC1014",
    };

    public static LogUnavailableException Apart(string what, string remedy) => new($"{what} {remedy}") { Code = "CC1015" };

    public static MasterKeyException OtherMaster(string path, RootKey master, Exception cause) => new(
        $"{path} was written under another master key than the one in {master.Source}. Restore the master key it was written under: " +
        $"as the file master.key in the root folder, or in {SqliteOptions.Section}:MasterKey.", cause);

    private static PeriodKeys Make(string path, RootKey master, byte[] salt, long id, DateTimeOffset began, byte[] key, StorageContext context)
    {
        var periods = new PeriodKeys(path, master, salt, context);
        periods._file.Make(Mark(salt), new StoredPeriod(id, began, KeyCipher.WrapPeriod(periods.Wrapping(), id, began, key)));
        context.Logger.PeriodKeysMade(path);
        return periods.Take(periods.Present());
    }

    private static LogUnavailableException Unusable(string what, Exception? cause = null) =>
        new($"{what} Restore it from its copy, and give the process access to it.", cause) { Code = "CC1014" };

    /// <summary>Which <c>keys.db</c> the file belongs to.</summary>
    private static byte[] Mark(byte[] salt) => SHA256.HashData(salt)[..PeriodFile.StoreSize];

    private byte[] Wrapping() => KeyCipher.WrappingKey(_master, _salt);

    private PeriodFileContent Present() => Read() ?? throw new FileNotFoundException($"{Path} has gone. Restore it from its copy at once: the next start needs it.");

    private PeriodFileContent? Read()
    {
        PeriodFileContent? content;
        try
        {
            content = _file.Find();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Unusable($"The period keys in {Path} cannot be used: {e.Message}", e);
        }

        return content is null || content.Store.AsSpan().SequenceEqual(Mark(_salt)) ? content : throw Apart(
            $"The period keys in {Path} belong to another keys.db.",
            "Restore the two together; if the tenant's data were removed on purpose, remove this file, too. Two centers must not share a folder of period keys.");
    }

    private PeriodKeys Take(PeriodFileContent content)
    {
        try
        {
            _all =
            [
                .. content.Slots.OfType<StoredPeriod>().OrderBy(static p => p.Id)
                    .Select(p => PeriodKey.From(_master, _salt, p, KeyCipher.UnwrapPeriod(Wrapping(), p))),
            ];
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw OtherMaster(Path, _master, e);
        }

        return _all.Count > 0 ? this : throw Unusable($"The period keys in {Path} cannot be used: there is none that can be read.");
    }
}
