using System.Security.Cryptography;
using ContactCenter.Sqlite.Files;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Sqlite.Keys;

/// <summary>
/// One connection to <c>keys.db</c>. A subject's slot has a fixed size and is overwritten in place when its key is destroyed;
/// its period is then 0, so that an erased subject is never given a new key. A slot that cannot be read when its period ends is set aside: it stays as it is, under the
/// period's number made negative, and keeps nobody else's period from ending. What is sealed for a subject whose slot cannot be read is sealed under the key of a stand-in: a subject
/// whose id follows from the other's, with a slot of its own. The damaged slot stays: restored, it opens what it did. Not thread-safe.
/// </summary>
internal sealed partial class KeyDatabase : IDisposable
{
    /// <summary>The period of a subject whose key has been destroyed.</summary>
    public const long Destroyed = 0;

    private readonly SqliteConnection _connection;
    private readonly Statement _findSubject;
    private readonly Statement _addSubject;
    private readonly Statement _findAddress;
    private readonly Statement _addAddress;
    private readonly Statement _addresses;
    private readonly Statement _eraseSubject;
    private readonly Statement _forgetAddresses;
    private readonly Statement _underPeriod;
    private readonly Statement _aside;
    private readonly Statement _wrapSubject;
    private readonly Statement _hashAddress;
    private readonly Statement _sealAddress;

    private KeyDatabase(SqliteConnection connection, PeriodKeys periods)
    {
        _connection = connection;
        Periods = periods;
        _findSubject = new Statement(connection, "SELECT period, slot FROM subject WHERE id = $0", 1);
        _addSubject = new Statement(connection, "INSERT INTO subject (id, period, slot) VALUES ($0, $1, $2)", 3);
        _findAddress = new Statement(connection, $"SELECT id, customer, sealed FROM address WHERE hash IN ({string.Join(", ", Enumerable.Range(0, PeriodFile.Slots).Select(static i => $"${i}"))})", PeriodFile.Slots);
        _addAddress = new Statement(connection, "INSERT INTO address (hash, customer, sealed) VALUES ($0, $1, $2)", 3);
        _eraseSubject = new Statement(connection, "INSERT INTO subject (id, period, slot) VALUES ($0, $1, $2) ON CONFLICT (id) DO UPDATE SET period = excluded.period, slot = excluded.slot", 3);
        _forgetAddresses = new Statement(connection, "DELETE FROM address WHERE customer = $0", 1);
        _addresses = new Statement(connection, "SELECT sealed, id FROM address WHERE customer = $0 ORDER BY id", 1);
        _underPeriod = new Statement(connection, "SELECT id, slot FROM subject WHERE period = $0 LIMIT $1", 2);
        _aside = new Statement(connection, "SELECT id FROM subject WHERE period < 0", 0);
        _wrapSubject = new Statement(connection, "UPDATE subject SET period = $1, slot = $2 WHERE id = $0", 3);
        _hashAddress = new Statement(connection, "UPDATE address SET hash = $1 WHERE id = $0", 2);
        _sealAddress = new Statement(connection, "UPDATE address SET hash = $1, sealed = $2 WHERE id = $0", 3);
    }

    public PeriodKeys Periods { get; }

    /// <summary>Opens the database for writing with its periods; makes both where there is neither, and brings older formats up to date.</summary>
    /// <param name="path">The database.</param>
    /// <param name="periods">The file of its periods.</param>
    /// <param name="master">What those are wrapped under.</param>
    /// <param name="context">What stores work with.</param>
    /// <exception cref="MasterKeyException">It was made under another master key.</exception>
    /// <exception cref="Journal.LogUnavailableException">The periods are missing (<c>CC1014</c>), or the two do not belong together (<c>CC1015</c>).</exception>
    public static KeyDatabase Open(string path, string periods, RootKey master, StorageContext context)
    {
        if (File.Exists(periods) && !File.Exists(path))
        {
            throw PeriodKeys.Apart(
                $"{path} is missing, and its period keys are there, in {periods}.", "Restore keys.db from its copy; if the tenant's data were removed on purpose, remove the period keys, too.");
        }

        return Open(path, context, connection => KeySchema.Open(connection, path, periods, master, context));
    }

    /// <summary>Opens the database for writing again.</summary>
    public static KeyDatabase Open(string path, PeriodKeys periods, StorageContext context) => Open(path, context, _ => periods);

    /// <summary>A second connection, which sees what has been committed.</summary>
    public static KeyDatabase OpenForReading(string path, PeriodKeys periods) => new(Connect(path, readOnly: true), periods);

    public void Begin() => SqliteFile.Run(_connection, "BEGIN IMMEDIATE");

    /// <summary>Durable on return.</summary>
    public void Commit() => SqliteFile.Run(_connection, "COMMIT");

    /// <summary>The key of exactly this subject; null when there is none, or it has been destroyed.</summary>
    /// <exception cref="CryptographicException">Its slot is damaged.</exception>
    public byte[]? FindKey(SubjectId subject)
    {
        var (state, key) = Look(subject);
        return state == SlotState.Damaged ? throw Damaged(subject) : key;
    }

    /// <summary>The key that something is sealed under now: the subject's own, or the first of its stand-ins' that can be read. Null when there is none yet, or the subject is erased.</summary>
    public KeyOfSubject? FindSealingKey(SubjectId subject) => KeysOf(subject).Select(static k => (KeyOfSubject?)k).FirstOrDefault();

    /// <summary>The keys something of the subject may be sealed under, as far as they can be read: its own, then its stand-ins'.</summary>
    public IEnumerable<KeyOfSubject> KeysOf(SubjectId subject)
    {
        for (var at = subject; ; at = KeyOfSubject.StandInOf(at))
        {
            var (state, key) = Look(at);
            if (state is SlotState.None or SlotState.Destroyed)
            {
                yield break;
            }

            if (key is not null)
            {
                yield return new KeyOfSubject(at, key);
            }
        }
    }

    /// <summary>Whether the subject's key has been destroyed. Nothing is read by it.</summary>
    public bool IsErased(SubjectId subject)
    {
        using var rows = _findSubject.Query(subject.Value.ToByteArray(bigEndian: true));
        return rows.Read() && rows.GetInt64(0) == Destroyed;
    }

    /// <summary>Whose slots are set aside.</summary>
    public HashSet<SubjectId> Aside()
    {
        var found = new HashSet<SubjectId>();
        using var rows = _aside.Query();
        while (rows.Read())
        {
            found.Add(new SubjectId(new Guid(rows.GetFieldValue<byte[]>(0), bigEndian: true)));
        }

        return found;
    }

    /// <summary>A new key for a subject that has none, or none that can be read.</summary>
    public KeyOfSubject AddKey(SubjectId subject)
    {
        var at = subject;
        while (Look(at).State != SlotState.None)
        {
            at = KeyOfSubject.StandInOf(at);
        }

        var key = KeyCipher.NewKey();
        var period = Periods.Current;
        _addSubject.Run(at.Value.ToByteArray(bigEndian: true), period.Id, KeyCipher.Wrap(period, at, key));
        return new KeyOfSubject(at, key);
    }

    /// <summary>Wraps keys of a period under the current one, and hashes their customers' addresses anew. A slot that cannot be read is set aside, as it is.</summary>
    /// <param name="period">The period.</param>
    /// <param name="most">How many keys at most.</param>
    /// <param name="aside">Told whose slot was set aside.</param>
    /// <param name="unfound">Told whose address cannot be read: it stays hashed under the period that ends, and nobody is found by it afterwards.</param>
    /// <returns>How many; 0 when nothing is wrapped under the period.</returns>
    public int Rewrap(PeriodKey period, int most, Action<SubjectId> aside, Action<SubjectId> unfound)
    {
        var current = Periods.Current;
        var found = UnderPeriod(period.Id, most);
        foreach (var (subject, slot) in found)
        {
            if (TryUnwrap(period, subject, slot) is { } key)
            {
                Wrap(current, subject, key, unfound);
            }
            else
            {
                _wrapSubject.Run(subject.Value.ToByteArray(bigEndian: true), -period.Id, slot);
                aside(subject);
            }
        }

        return found.Count;
    }

    /// <summary>Takes back what was set aside of a period and can be read after all, such as a row restored from a copy.</summary>
    public void TakeBack(PeriodKey period)
    {
        foreach (var (subject, slot) in UnderPeriod(-period.Id, int.MaxValue))
        {
            if (TryUnwrap(period, subject, slot) is { } key)
            {
                Wrap(Periods.Current, subject, key, static _ => { });
            }
        }
    }

    public bool IsInUse(PeriodKey period) => UnderPeriod(period.Id, 1).Count > 0;

    /// <summary>Overwrites the key's slot in place, those of stand-ins, and the addresses. The pages before that are in the write-ahead log until <see cref="EmptyLog()"/>.</summary>
    /// <returns>Whose keys are destroyed.</returns>
    public List<SubjectId> Erase(CustomerId customer)
    {
        var gone = new List<SubjectId>();
        var at = customer.Subject;
        do
        {
            _eraseSubject.Run(at.Value.ToByteArray(bigEndian: true), Destroyed, new byte[KeyCipher.SlotSize]);
            gone.Add(at);
            at = KeyOfSubject.StandInOf(at);
        }
        while (Look(at).State != SlotState.None);

        _forgetAddresses.Run(customer.Value.ToByteArray(bigEndian: true));
        return gone;
    }

    /// <summary>Moves the write-ahead log into the database and cuts it off. Nobody may be reading.</summary>
    /// <exception cref="IOException">Somebody is.</exception>
    public void EmptyLog() => EmptyLog(_connection);

    public void Dispose()
    {
        _findSubject.Dispose();
        _addSubject.Dispose();
        _findAddress.Dispose();
        _addAddress.Dispose();
        _addresses.Dispose();
        _eraseSubject.Dispose();
        _forgetAddresses.Dispose();
        _underPeriod.Dispose();
        _aside.Dispose();
        _wrapSubject.Dispose();
        _hashAddress.Dispose();
        _sealAddress.Dispose();
        _connection.Dispose();
    }

    /// <exception cref="IOException">Somebody is reading.</exception>
    public static void EmptyLog(SqliteConnection connection)
    {
        if (SqliteFile.Number(connection, "PRAGMA wal_checkpoint(TRUNCATE)") != 0)
        {
            throw new IOException($"{connection.DataSource} is being read, and its write-ahead log cannot be emptied now.");
        }
    }

    private static KeyDatabase Open(string path, StorageContext context, Func<SqliteConnection, PeriodKeys> periods)
    {
        WriteAheadLog.WriteAgain(path, context.FaultPoint, "keys");
        var connection = Connect(path, readOnly: false);
        try
        {
            EmptyLog(connection); // what is read from here on is in the database, durably
            return new KeyDatabase(connection, periods(connection));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // secure_delete overwrites what is deleted with zeros; FULL syncs the write-ahead log at each commit.
    private static SqliteConnection Connect(string path, bool readOnly) => SqliteFile.Open(path, readOnly, "PRAGMA secure_delete=ON; PRAGMA synchronous=FULL;");

    private void Wrap(PeriodKey current, SubjectId subject, byte[] key, Action<SubjectId> unfound)
    {
        _wrapSubject.Run(subject.Value.ToByteArray(bigEndian: true), current.Id, KeyCipher.Wrap(current, subject, key));
        Hash(current, subject, key, unfound);
    }

    private (SlotState State, byte[]? Key) Look(SubjectId subject)
    {
        using var rows = _findSubject.Query(subject.Value.ToByteArray(bigEndian: true));
        if (!rows.Read())
        {
            return (SlotState.None, null);
        }

        var period = rows.GetInt64(0);
        if (period == Destroyed)
        {
            return (SlotState.Destroyed, null);
        }

        var slot = rows.GetFieldValue<byte[]>(1);
        var key = period < 0 ? UnwrapAside(subject, -period, slot) : TryUnwrap(Periods.Get(period), subject, slot);
        return (key is null ? SlotState.Damaged : SlotState.Whole, key);
    }

    private CryptographicException Damaged(SubjectId subject) =>
        new($"The key of subject {subject} in {_connection.DataSource} is damaged: what is sealed under it cannot be read. Restore the file from a backup.");

    /// <summary>A slot that was set aside, where its period's key is there still and it can be read after all.</summary>
    private byte[]? UnwrapAside(SubjectId subject, long period, byte[] slot) =>
        Periods.All.FirstOrDefault(p => p.Id == period) is { } known ? TryUnwrap(known, subject, slot) : null;

    private static byte[]? TryUnwrap(PeriodKey period, SubjectId subject, byte[] slot)
    {
        try
        {
            return KeyCipher.Unwrap(period, subject, slot);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private List<(SubjectId Subject, byte[] Slot)> UnderPeriod(long period, int most)
    {
        var found = new List<(SubjectId, byte[])>();
        using var rows = _underPeriod.Query(period, most);
        while (rows.Read())
        {
            found.Add((new SubjectId(new Guid(rows.GetFieldValue<byte[]>(0), bigEndian: true)), rows.GetFieldValue<byte[]>(1)));
        }

        return found;
    }
}
