using System.Globalization;
using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Audit.Sqlite.Tests;

/// <summary>A log whose entries differ in all that the index keeps: streams with and without versions, links, kinds, hours, more than one block.</summary>
public sealed class IndexedLog : IAsyncLifetime
{
    public const int Count = 5_000;
    private const int Batch = 50;

    private static readonly MachineId Door = new("door", "main");
    private static readonly string[] Kinds = ["message.received", "offer.made", "work.queued"];
    private static readonly AgentId[] Agents = [new("ann"), new("bob")];

    private readonly TestFolder _folder = new(inMemory: true);

    /// <summary>What a log with its right index answers.</summary>
    public IReadOnlyList<string> Answers { get; private set; } = [];

    public async Task InitializeAsync()
    {
        await using var log = await _folder.OpenAsync();
        await FillAsync(log, 0, Count);
        Answers = await AnswersAsync(log);
        Answers.Count.ShouldBeGreaterThan(100);
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>A copy of its own for a test, closed.</summary>
    public TestFolder Copy()
    {
        var copy = new TestFolder(inMemory: true);
        File.Copy(_folder.LogDb, copy.LogDb);
        File.Copy(_folder.IndexDb, copy.IndexDb);
        return copy;
    }

    internal static async Task<AuditLog> OpenAsync(TestFolder folder, IndexWatch watch) =>
        await SqliteLog.OpenAsync(folder.Path, TestFolder.Log, Disk.ProbeLife.Options(), TimeProvider.System, watch);

    /// <summary>Runs a statement on the index, as somebody would who has the file.</summary>
    /// <returns>The rows it changed.</returns>
    public static int Edit(TestFolder folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.IndexDb};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        return command.ExecuteNonQuery();
    }

    /// <summary>Appends entries up to a number, every other batch to one of three streams with versions.</summary>
    public static async Task FillAsync(ILog log, int from, int to)
    {
        for (var i = from; i < to; i += Batch)
        {
            var entries = Enumerable.Range(i, Math.Min(Batch, to - i)).Select(Entry).ToArray();
            var batch = i / Batch;
            var before = Enumerable.Range(0, batch).Count(b => b % 2 == 1 && b % 6 == batch % 6) * Batch;
            (await log.AppendAsync(batch % 2 == 0 ? log.AppendAny(entries) : log.Append(Stream(batch % 6), before, entries))).Status.ShouldBe(AppendStatus.Appended);
        }
    }

    /// <summary>Everything that is looked up by the index.</summary>
    public static async Task<List<string>> AnswersAsync(ILog log, int count = Count)
    {
        var answers = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            await AddAsync(new LogQuery { Interaction = SampleEntries.Interaction(i), Limit = 10_000 });
        }

        foreach (var agent in Agents)
        {
            await AddAsync(new LogQuery { Agent = agent, Limit = 10_000 });
            await AddAsync(new LogQuery { Agent = agent, From = Time(count / 2), Descending = true, Limit = 10_000 });
        }

        foreach (var kind in Kinds)
        {
            await AddAsync(new LogQuery { Kind = kind, From = Time(100), To = Time(count - 100), Limit = 10_000 });
        }

        foreach (var machine in (MachineId[])[Door, Stream(1), Stream(3), Stream(5)])
        {
            answers.Add($"{machine}: {string.Join(' ', await log.ReadMachineAsync(machine).NumbersAsync())}");
        }

        answers.AddRange((await log.CountAsync(new LogQuery(), CountBy.Hour | CountBy.Kind | CountBy.Agent)).Select(static c => c.ToString()));
        for (var i = 0; i < count; i += 2 * Batch)
        {
            var repeat = await log.AppendAsync(log.AppendAny(Entry(i)));
            answers.Add($"{i} again: {repeat.Status} at {repeat.First}");
        }

        return answers;

        async Task AddAsync(LogQuery query) => answers.Add($"{query}: {string.Join(' ', await log.QueryAsync(query).NumbersAsync())}");
    }

    private static MachineId Stream(int number) => new("interaction", number.ToString(CultureInfo.InvariantCulture));

    private static DateTimeOffset Time(int number) => SampleEntries.Start.AddMinutes(number);

    private static Entry Entry(int number) =>
        SampleEntries.Entry(number, Kinds[number % 3], new EntryLinks
        {
            Interaction = SampleEntries.Interaction(number % 10),
            Agent = number % 4 < Agents.Length ? Agents[number % 4] : null,
        }) with { Time = Time(number) };
}
