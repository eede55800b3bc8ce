using System.Security.Cryptography;
using ContactCenter.Channels;
using ContactCenter.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Sqlite.Keys;

/// <summary>A key store's files in a folder, with a clock, and what somebody does who has copies of them.</summary>
internal sealed class KeyFiles : IDisposable
{
    public static readonly TimeSpan Length = TimeSpan.FromDays(30);
    public static readonly TimeSpan Overlap = TimeSpan.FromDays(2);

    private readonly TemporaryFolder _folder = new();
    private readonly Secret _master = new(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

    public FakeTimeProvider Time { get; set; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public string Folder => _folder.Path;

    public string Keys => _folder["keys.db"];

    public string Periods => _folder["acme.periods"];

    public RootKey Master => RootKey.Load(new SqliteOptions { Root = _folder.Path, MasterKey = _master }, NullLogger.Instance);

    public static Address Number(int i) => Address.Phone($"+3906{i:D8}");

    public StorageContext Context(Action<string>? faultPoint = null) => TestContext.With(faultPoint, Time);

    public SqliteKeyStore Open(Action<string>? faultPoint = null) => SqliteKeyStore.Open(Keys, Periods, Master, Context(faultPoint));

    /// <summary>Opens a copy of the keys in a folder of its own, beside the file of periods as it is now.</summary>
    public SqliteKeyStore OpenCopy(byte[] keys)
    {
        var folder = Directory.CreateDirectory(_folder[$"copy-{Guid.NewGuid():N}"]).FullName;
        File.WriteAllBytes(Path.Combine(folder, "keys.db"), keys);
        File.Copy(Periods, Path.Combine(folder, "periods"));
        return SqliteKeyStore.Open(Path.Combine(folder, "keys.db"), Path.Combine(folder, "periods"), Master, Context());
    }

    /// <summary>Everything a rotation has to do at this moment, with an overlap of its own.</summary>
    public async Task TurnAsync(SqliteKeyStore store, TimeSpan? overlap = null, Action<string>? faultPoint = null)
    {
        await using var rotation = new KeyRotation(store, Length, overlap ?? Overlap, Context(faultPoint));
        await rotation.TurnAsync(CancellationToken.None);
    }

    /// <summary>A whole period later: all that is due, with nothing left of the period before.</summary>
    public async Task RotateAsync(SqliteKeyStore store)
    {
        Time.Advance(Length);
        await TurnAsync(store, TimeSpan.Zero);
    }

    public async Task<List<CustomerId>> MakeAsync(SqliteKeyStore store, int customers, int first = 0) =>
        [.. await Task.WhenAll(Enumerable.Range(first, customers).Select(i => store.IdentifyAsync(Number(i)).AsTask()))];

    public PeriodFileContent Content() => new PeriodFile(Periods).Find()!;

    /// <summary>The periods' keys as whoever has the file and the master key gets them.</summary>
    public IReadOnlyList<PeriodKey> Opened()
    {
        var salt = Column("SELECT salt FROM store", Keys).Single();
        return [.. PeriodKeys.Find(Periods, Master, salt, Context())!.All];
    }

    public static List<byte[]> Column(string sql, string keys)
    {
        using var connection = new SqliteConnection($"Data Source={keys};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var found = new List<byte[]>();
        while (rows.Read())
        {
            found.Add(rows.GetFieldValue<byte[]>(0));
        }

        return found;
    }

    /// <summary>In how many files of the folder the bytes stand.</summary>
    public int Found(byte[] secret) => _folder.Files().Count(f => f.Bytes.AsSpan().IndexOf(secret) >= 0);

    public void Dispose() => _folder.Dispose();
}
