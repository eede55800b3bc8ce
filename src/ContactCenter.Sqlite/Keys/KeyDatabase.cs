using System.Security.Cryptography;
using ContactCenter.Sqlite.Files;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Sqlite.Keys;

/// <summary>
/// One connection to <c>keys.db</c>. A subject's slot has a fixed size and is overwritten in place when its key is destroyed;
/// its period is then 0, so that an erased subject is never given a new key. Not thread-safe.
/// </summary>
internal sealed class KeyDatabase : IDisposable
{
    private const int Format = 1;
    private const long Destroyed = 0;

    private const string Schema = $"""
        CREATE TABLE store (salt BLOB NOT NULL);
        CREATE TABLE period (id INTEGER PRIMARY KEY, wrapped BLOB NOT NULL);
        CREATE TABLE subject (id BLOB PRIMARY KEY, period INTEGER NOT NULL, slot BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE address (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, customer BLOB NOT NULL, sealed BLOB NOT NULL);
        CREATE INDEX address_customer ON address (customer, id);
        """;

    private readonly SqliteConnection _connection;
    private readonly Statement _findSubject;
    private readonly Statement _addSubject;
    private readonly Statement _findAddress;
    private readonly Statement _addAddress;
    private readonly Statement _addresses;
    private readonly Statement _eraseSubject;
    private readonly Statement _forgetAddresses;

    private KeyDatabase(SqliteConnection connection, KeyCipher cipher)
    {
        _connection = connection;
        Cipher = cipher;
        _findSubject = new Statement(connection, "SELECT period, slot FROM subject WHERE id = $0", 1);
        _addSubject = new Statement(connection, "INSERT INTO subject (id, period, slot) VALUES ($0, $1, $2)", 3);
        _findAddress = new Statement(connection, "SELECT customer FROM address WHERE hash = $0", 1);
        _addAddress = new Statement(connection, "INSERT INTO address (hash, customer, sealed) VALUES ($0, $1, $2)", 3);
        _eraseSubject = new Statement(connection, "INSERT INTO subject (id, period, slot) VALUES ($0, $1, $2) ON CONFLICT (id) DO UPDATE SET period = excluded.period, slot = excluded.slot", 3);
        _forgetAddresses = new Statement(connection, "DELETE FROM address WHERE customer = $0", 1);
        _addresses = new Statement(connection, "SELECT sealed FROM address WHERE customer = $0 ORDER BY id", 1);
    }

    public KeyCipher Cipher { get; }

    /// <summary>Opens the database for writing, and makes it where there is none.</summary>
    /// <exception cref="MasterKeyException">It was made under another master key.</exception>
    public static KeyDatabase Open(string path, RootKey master) => Open(path, master, readOnly: false);

    /// <summary>A second connection, which sees what has been committed.</summary>
    public static KeyDatabase OpenForReading(string path, RootKey master) => Open(path, master, readOnly: true);

    public void Begin() => SqliteFile.Run(_connection, "BEGIN IMMEDIATE");

    /// <summary>Durable on return.</summary>
    public void Commit() => SqliteFile.Run(_connection, "COMMIT");

    /// <summary>The subject's key; null when there is none.</summary>
    /// <param name="subject">Whose key.</param>
    /// <param name="erased">Whether there was one and it has been destroyed.</param>
    /// <exception cref="CryptographicException">Its slot is damaged.</exception>
    public byte[]? FindKey(SubjectId subject, out bool erased)
    {
        using var rows = _findSubject.Query(subject.Value.ToByteArray(bigEndian: true));
        if (!rows.Read())
        {
            erased = false;
            return null;
        }

        var period = rows.GetInt64(0);
        erased = period == Destroyed;
        try
        {
            return erased ? null : Cipher.Unwrap(subject, period, rows.GetFieldValue<byte[]>(1));
        }
        catch (Exception e) when (e is AuthenticationTagMismatchException or KeyNotFoundException)
        {
            throw new CryptographicException($"The key of subject {subject} in {_connection.DataSource} is damaged: what is sealed under it cannot be read. Restore the file from a backup.", e);
        }
    }

    public byte[] AddKey(SubjectId subject)
    {
        var key = KeyCipher.NewKey();
        _addSubject.Run(subject.Value.ToByteArray(bigEndian: true), Cipher.Period, Cipher.Wrap(subject, key));
        return key;
    }

    public CustomerId? FindCustomer(byte[] blindHash)
    {
        using var rows = _findAddress.Query(blindHash);
        return rows.Read() ? new CustomerId(new Guid(rows.GetFieldValue<byte[]>(0), bigEndian: true)) : null;
    }

    public void AddAddress(byte[] blindHash, CustomerId customer, byte[] sealedAddress) =>
        _addAddress.Run(blindHash, customer.Value.ToByteArray(bigEndian: true), sealedAddress);

    /// <summary>The customer's addresses, sealed, oldest first.</summary>
    public List<byte[]> Addresses(CustomerId customer)
    {
        var found = new List<byte[]>();
        using var rows = _addresses.Query(customer.Value.ToByteArray(bigEndian: true));
        while (rows.Read())
        {
            found.Add(rows.GetFieldValue<byte[]>(0));
        }

        return found;
    }

    /// <summary>Overwrites the key's slot in place, and the addresses. The pages before that are in the write-ahead log until <see cref="EmptyLog()"/>.</summary>
    public void Erase(CustomerId customer)
    {
        _eraseSubject.Run(customer.Subject.Value.ToByteArray(bigEndian: true), Destroyed, new byte[KeyCipher.SlotSize]);
        _forgetAddresses.Run(customer.Value.ToByteArray(bigEndian: true));
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
        _connection.Dispose();
    }

    private static KeyDatabase Open(string path, RootKey master, bool readOnly)
    {
        // secure_delete overwrites what is deleted with zeros; FULL syncs the write-ahead log at each commit.
        var connection = SqliteFile.Open(path, readOnly, "PRAGMA secure_delete=ON; PRAGMA synchronous=FULL;");
        try
        {
            if (!readOnly)
            {
                // After a failed sync the kernel may hold as clean what never reached the disk. Writing the whole
                // write-ahead log into the database anew makes what is read from here on durable.
                EmptyLog(connection);
                MakeIfNew(connection, path, master);
            }

            return new KeyDatabase(connection, ReadCipher(connection, path, master));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void EmptyLog(SqliteConnection connection)
    {
        if (SqliteFile.Number(connection, "PRAGMA wal_checkpoint(TRUNCATE)") != 0)
        {
            throw new IOException($"{connection.DataSource} is being read, and its write-ahead log cannot be emptied now.");
        }
    }

    private static void MakeIfNew(SqliteConnection connection, string path, RootKey master)
    {
        var format = SqliteFile.Number(connection, "PRAGMA user_version");
        if (format == Format)
        {
            return;
        }

        if (format != 0)
        {
            throw new InvalidDataException($"{path} has format {format}; this version reads format {Format}. Use the version that wrote it, or a newer one.");
        }

        var salt = RandomNumberGenerator.GetBytes(KeyCipher.KeySize);
        SqliteFile.Run(connection, $"BEGIN IMMEDIATE; {Schema}");
        using (var store = new Statement(connection, "INSERT INTO store (salt) VALUES ($0)", 1))
        {
            store.Run(salt);
        }

        using (var period = new Statement(connection, "INSERT INTO period (id, wrapped) VALUES (1, $0)", 1))
        {
            period.Run(new KeyCipher(master, salt).NewPeriod(1));
        }

        SqliteFile.Run(connection, $"PRAGMA user_version={Format}; COMMIT");
    }

    private static KeyCipher ReadCipher(SqliteConnection connection, string path, RootKey master)
    {
        using var store = new Statement(connection, "SELECT salt FROM store", 0);
        using var salts = store.Query();
        salts.Read();
        var cipher = new KeyCipher(master, salts.GetFieldValue<byte[]>(0));

        using var period = new Statement(connection, "SELECT id, wrapped FROM period", 0);
        using var periods = period.Query();
        while (periods.Read())
        {
            try
            {
                cipher.AddPeriod(periods.GetInt64(0), periods.GetFieldValue<byte[]>(1));
            }
            catch (AuthenticationTagMismatchException e)
            {
                throw new MasterKeyException(
                    $"{path} was written under another master key than the one in {master.Source}. Restore the master key it was written under: " +
                    $"as the file master.key in the root folder, or in {SqliteOptions.Section}:MasterKey.", e);
            }
        }

        return cipher;
    }
}
