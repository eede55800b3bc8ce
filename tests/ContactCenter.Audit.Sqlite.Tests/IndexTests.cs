using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Audit.Sqlite.Tests;

public sealed class IndexTests : IDisposable
{
    private const int Count = 600;
    private readonly TestFolder _folder = new();

    public static TheoryData<string, Action<TestFolder>> Damages => new()
    {
        { "deleted", f => File.Delete(f.IndexDb) },
        { "emptied", f => File.WriteAllBytes(f.IndexDb, []) },
        { "no database", f => File.WriteAllBytes(f.IndexDb, [.. Enumerable.Repeat((byte)7, 10_000)]) },
        { "overwritten in the middle", f => Overwrite(f.IndexDb, 4096, 20_000) },
        { "of another log", f => File.Copy(Other("other", 600), f.IndexDb, overwrite: true) },
        { "of another history", f => File.Copy(Other("probe", 500), f.IndexDb, overwrite: true) },
        { "ahead of the log", f => File.Copy(Other("probe", 700), f.IndexDb, overwrite: true) },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task An_index_that_is_wrong_is_built_again_from_the_log(string damage, Action<TestFolder> apply)
    {
        await FillAsync(_folder.Path, TestFolder.Log, Count, 0);
        apply(_folder);

        for (var attempt = 0; ; attempt++) // damage inside a page is found when the page is read; then the log stops and is opened again
        {
            await using var log = await _folder.OpenAsync();
            try
            {
                await CheckAsync(log);
                return;
            }
            catch (LogUnavailableException) when (attempt == 0)
            {
                log.ShouldNotBeNull(damage);
            }
        }
    }

    [Fact]
    public async Task An_index_that_is_behind_is_brought_up_to_date()
    {
        await FillAsync(_folder.Path, TestFolder.Log, Count / 2, 0);
        var old = _folder.IndexDb + ".old";
        File.Copy(_folder.IndexDb, old);
        await FillAsync(_folder.Path, TestFolder.Log, Count / 2, Count / 2);
        File.Move(old, _folder.IndexDb, overwrite: true);

        await using var log = await _folder.OpenAsync();
        await CheckAsync(log);
    }

    [Theory]
    [InlineData("UPDATE entry_id SET hash = hash + 1 WHERE position = 50")]
    [InlineData("UPDATE entry_id SET position = 51 WHERE position = 50")]
    [InlineData("DELETE FROM entry_id WHERE position = 50")]
    [InlineData("UPDATE name SET id = id + 100000 WHERE id = 3")]
    [InlineData("DELETE FROM name WHERE id = 3")]
    public async Task An_index_whose_ids_were_altered_stops_the_log_and_is_built_again(string damage)
    {
        await FillAsync(_folder.Path, TestFolder.Log, Count, 0);
        using (var connection = new SqliteConnection($"Data Source={_folder.IndexDb};Pooling=False"))
        {
            connection.Open();
            using var command = new SqliteCommand(damage, connection);
            command.ExecuteNonQuery().ShouldBe(1);
        }

        (await AppendUntilNoticedAsync()).ShouldContain("does not add up");
        await using var again = await _folder.OpenAsync();
        await CheckAsync(again, again.Head.Value);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>What is appended before the index has been read through is new, and harms nothing; noticed at the opening, it is built again there and then.</summary>
    private async Task<string> AppendUntilNoticedAsync()
    {
        using var tooLong = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var watch = new IndexWatch();
        await using var log = await IndexedLog.OpenAsync(_folder, watch);
        if (watch.Rebuilt is [var reason])
        {
            return reason;
        }

        try
        {
            for (var number = Count; ; number++)
            {
                tooLong.IsCancellationRequested.ShouldBeFalse("Nobody noticed.");
                await log.AppendAsync(log.AppendAny(SampleEntries.Entry(number)));
            }
        }
        catch (LogUnavailableException e)
        {
            return e.Message;
        }
    }

    private static async Task CheckAsync(ILog log, long count = Count)
    {
        for (var i = 0; i < Count; i += 37)
        {
            var repeat = await log.AppendAsync(log.AppendAny(SampleEntries.Entry(i)));
            (repeat.Status, repeat.First.Value).ShouldBe((AppendStatus.Repeated, i));
        }

        for (var i = 0; i < 10; i++)
        {
            (await log.QueryAsync(new LogQuery { Interaction = SampleEntries.Interaction(i) }).NumbersAsync()).ShouldBe(Enumerable.Range(0, Count).Where(n => n % 10 == i));
        }

        (await log.ReadMachineAsync(new MachineId("door", "main")).NumbersAsync()).ShouldBe(Enumerable.Range(0, (int)count));
    }

    private static async Task FillAsync(string folder, LogId id, int count, int first)
    {
        await using var log = await SqliteLog.OpenAsync(folder, id, new SqliteLogOptions(), TimeProvider.System);
        for (var i = first; i < first + count; i += 50)
        {
            await log.AppendAsync(log.AppendAny([.. Enumerable.Range(i, 50).Select(n => SampleEntries.Entry(n, links: new EntryLinks { Interaction = SampleEntries.Interaction(n % 10) }))]));
        }
    }

    private static string Other(string log, int count)
    {
        var folder = Directory.CreateTempSubdirectory("contactcenter-other-").FullName;
        Task.Run(() => FillAsync(folder, new LogId(log), count, 100_000)).GetAwaiter().GetResult();
        return Path.Combine(folder, "index.db");
    }

    private static void Overwrite(string path, int from, int count)
    {
        using var file = File.OpenWrite(path);
        file.Position = from;
        file.Write([.. Enumerable.Repeat((byte)0xA5, count)]);
    }
}
