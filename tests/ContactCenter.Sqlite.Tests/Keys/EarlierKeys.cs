using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Sqlite.Keys;

/// <summary>A <c>keys.db</c> of format 1, as builds before periods had a file of their own wrote it: by its own few lines, not the product's.</summary>
internal static class EarlierKeys
{
    /// <summary>Writes one with a customer for each number.</summary>
    /// <returns>The customers, and the period's key as it stands in the database.</returns>
    public static (List<CustomerId> Customers, byte[] Wrapped) Write(string path, RootKey master, int customers)
    {
        var salt = RandomNumberGenerator.GetBytes(32);
        var period = RandomNumberGenerator.GetBytes(32);
        var wrapped = Encrypt(master.Derive(salt, "contactcenter/keys/wrap"), period, "period/1"u8.ToArray());
        var made = new List<CustomerId>();
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Run("""
            PRAGMA journal_mode=WAL;
            CREATE TABLE store (salt BLOB NOT NULL);
            CREATE TABLE period (id INTEGER PRIMARY KEY, wrapped BLOB NOT NULL);
            CREATE TABLE subject (id BLOB PRIMARY KEY, period INTEGER NOT NULL, slot BLOB NOT NULL) WITHOUT ROWID;
            CREATE TABLE address (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, customer BLOB NOT NULL, sealed BLOB NOT NULL);
            CREATE INDEX address_customer ON address (customer, id);
            PRAGMA user_version=1;
            """);
        Run("INSERT INTO store (salt) VALUES ($0)", salt);
        Run("INSERT INTO period (id, wrapped) VALUES (1, $0)", wrapped);
        for (var i = 0; i < customers; i++)
        {
            var customer = new CustomerId(Guid.CreateVersion7());
            var id = customer.Value.ToByteArray(bigEndian: true);
            var key = RandomNumberGenerator.GetBytes(32);
            var text = Encoding.UTF8.GetBytes($"{KeyFiles.Number(i).Kind.Value}\u001f{KeyFiles.Number(i).Value}");
            Run("INSERT INTO subject (id, period, slot) VALUES ($0, 1, $1)", id, Encrypt(period, key, id));
            Run(
                "INSERT INTO address (hash, customer, sealed) VALUES ($0, $1, $2)",
                HMACSHA256.HashData(master.Derive(salt, "contactcenter/keys/blind"), text),
                id,
                Encrypt(key, text, Encoding.ASCII.GetBytes($"address/{customer}")));
            made.Add(customer);
        }

        return (made, wrapped);

        void Run(string sql, params byte[][] values)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (i, value) in values.Index())
            {
                command.Parameters.AddWithValue($"${i}", value);
            }

            command.ExecuteNonQuery();
        }
    }

    private static byte[] Encrypt(byte[] key, byte[] text, byte[] about)
    {
        var result = new byte[12 + text.Length + 16];
        RandomNumberGenerator.Fill(result.AsSpan(0, 12));
        using var aes = new AesGcm(key, 16);
        aes.Encrypt(result.AsSpan(0, 12), text, result.AsSpan(12, text.Length), result.AsSpan(12 + text.Length), about);
        return result;
    }
}
