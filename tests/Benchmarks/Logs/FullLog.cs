using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using AuditLimits;
using ContactCenter.Audit;
using ContactCenter.Audit.Sqlite;
using ContactCenter.Journal;
using ContactCenter.Storage;
using Entry = ContactCenter.Journal.Entry;
using SqliteLog = ContactCenter.Audit.Sqlite.SqliteLog;

namespace ContactCenter.Benchmarks.Logs;

/// <summary>
/// A log with everything on: signed records, a text sealed under one of 10,000 subjects' keys in each entry, all lookups. Its entries are those
/// of the ceilings: the same interactions, contacts, assets and agents, 300 bytes encoded.
/// </summary>
internal sealed class FullLog : IAsyncDisposable
{
    private const int TextLength = 40; // makes an entry of about 300 bytes

    public static readonly LogId Id = new("bench");
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly EcdsaLogSigner Signer = MakeSigner();
    private static readonly string Text = new('x', TextLength);
    private static readonly string[] Kinds = [.. Enumerable.Range(0, 64).Select(static k => $"message.kind{k}")];

    private readonly AuditLog _log;
    private readonly PersonalData _personal = new(Id, new Keys());
    private readonly EntrySource _source;
    private readonly Lock _gate = new();

    private FullLog(string folder, AuditLog log, EntrySource source) => (Folder, _log, _source) = (folder, log, source);

    /// <summary>A log that several processes write one after the other is signed with one key: children inherit it.</summary>
    private static EcdsaLogSigner MakeSigner()
    {
        const string name = "bench.example";
        if (Environment.GetEnvironmentVariable("CONTACTCENTER_BENCH_KEY") is { } pem)
        {
            return EcdsaLogSigner.FromPem(name, pem);
        }

        var signer = EcdsaLogSigner.Create(name);
        Environment.SetEnvironmentVariable("CONTACTCENTER_BENCH_KEY", signer.ToPem());
        return signer;
    }

    public static LogKey Key { get; } = new(Signer.Name, Signer.PublicKey.Span);

    public string Folder { get; }

    public AuditLog Log => _log;

    public static async Task<FullLog> OpenAsync(string folder, EntrySource source) =>
        new(folder, await SqliteLog.OpenAsync(folder, Id, new SqliteLogOptions { Log = { Signer = Signer }, ReadCacheBytes = 64 << 20 }, TimeProvider.System), source);

    public static InteractionId Interaction(byte[] id) => new(new Guid(id, bigEndian: true));

    public static AgentId Agent(int number) => new($"agent-{number}");

    /// <summary>Seals, encodes and appends entries, durable on return.</summary>
    public async Task AppendAsync(int count = 1)
    {
        var entries = new Entry[count];
        var machine = default(MachineId);
        for (var i = 0; i < count; i++)
        {
            (machine, entries[i]) = await NextAsync();
        }

        var result = await _log.AppendAsync(new Append(machine, Append.AnyVersion, _log.Epoch, [.. entries]));
        if (result.Status != AppendStatus.Appended)
        {
            throw new InvalidOperationException($"{entries[0].Id} was {result.Status}.");
        }
    }

    /// <summary>Appends many, quickly.</summary>
    public async Task FillAsync(int count)
    {
        const int each = 100;
        var left = count / each;
        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await AppendAsync(each);
            }
        })));
    }

    public async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        _personal.Dispose();
    }

    private async ValueTask<(MachineId Machine, Entry Entry)> NextAsync()
    {
        AuditLimits.Entry made;
        lock (_gate)
        {
            made = _source.Next();
        }

        var id = NewId(Start.AddSeconds(made.Seq));
        var contact = new Guid(made.Contact, bigEndian: true);
        var interaction = Interaction(made.Interaction);
        return (new MachineId("interaction", interaction.ToString()), new Entry
        {
            Id = id,
            Kind = Kinds[made.Kind],
            Time = Start.AddSeconds(made.Seq),
            Actor = "channel:sms",
            Links = new EntryLinks { Interaction = interaction, Customer = new CustomerId(contact), Asset = new AssetId(new Guid(made.Asset, bigEndian: true)), Agent = Agent(made.Agent) },
            Body = "{}"u8.ToArray(),
            Sealed = [await _personal.SealAsync(id, new SubjectId(contact), "text", Text)],
        });
    }

    /// <summary>A UUID of version 7 without a question to the system for chance, which the ceilings' programs do not ask either.</summary>
    private static EntryId NewId(DateTimeOffset time)
    {
        Span<byte> id = stackalloc byte[16];
        Random.Shared.NextBytes(id);
        var random = BinaryPrimitives.ReadUInt16BigEndian(id[6..]);
        BinaryPrimitives.WriteInt64BigEndian(id, (time.ToUnixTimeMilliseconds() << 16) | 0x7000 | (random & 0xFFFL));
        id[8] = (byte)(0x80 | (id[8] & 0x3F));
        return new EntryId(new Guid(id, bigEndian: true));
    }

    /// <summary>Keys of subjects, in memory: the ceiling has its own there, too.</summary>
    internal sealed class Keys : IKeyStore
    {
        private readonly ConcurrentDictionary<SubjectId, byte[]> _keys = new();

        public ValueTask<SubjectKey> GetOrCreateAsync(SubjectId subject, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(new SubjectKey(subject, _keys.GetOrAdd(subject, static _ => RandomNumberGenerator.GetBytes(32))));

        public ValueTask<ReadOnlyMemory<byte>?> FindAsync(SubjectId subject, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<ReadOnlyMemory<byte>?>(_keys.TryGetValue(subject, out var key) ? key : null);
    }
}
