using System.Globalization;
using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Audit.Sqlite.Tests;

/// <summary>Whatever batches entries come in, and however often the file is opened between them, the runs of the index answer as the entries themselves would.</summary>
public sealed class IndexRunTests : IDisposable
{
    private static readonly MachineId Door = new("door", "main");
    private readonly TestFolder _folder = new(inMemory: true);
    private readonly List<EncodedEntry> _entries = [];
    private readonly Dictionary<MachineId, long> _versions = [];

    [Theory]
    [InlineData(1, 1)] // rows that grow by one entry each time
    [InlineData(2, 40)]
    [InlineData(3, 700)] // more of one name in a batch than a run holds
    public void Links_streams_and_counts_are_those_of_the_entries(int seed, int most)
    {
        Directory.CreateDirectory(_folder.Path);
        var random = new Random(seed);
        for (var life = 0; life < 4; life++)
        {
            using var file = new IndexFile(_folder.IndexDb, TestFolder.Log);
            file.Applied.ShouldBe(_entries.Count);
            for (var batch = 0; batch < (most < 10 ? 150 : 12); batch++)
            {
                file.Apply(Next(random, random.Next(1, most + 1)));
            }
        }

        new IndexCheck(_folder.IndexDb, 100, static () => false).Run(static _ => { }).ShouldBeNull();
        using var reader = new IndexReader(_folder.IndexDb, 1 << 20);
        for (var look = 0; look < 300; look++)
        {
            var (begin, end, max) = (random.Next(-1, 3) * random.Next(_entries.Count), (long)random.Next(_entries.Count + 5), random.Next(1, 300));
            CheckLinks(reader, random, Math.Max(0, begin), end, max);
            CheckStream(reader, new MachineId("interaction", random.Next(4).ToString(CultureInfo.InvariantCulture)), random.Next(500), end, max);
            CheckStream(reader, Door, Math.Max(0, begin), end, max);
        }

        CheckCounts(reader);
        foreach (var (machine, version) in _versions)
        {
            reader.Version(machine).ShouldBe(version, machine.ToString());
        }
    }

    public void Dispose() => _folder.Dispose();

    private List<EncodedEntry> Next(Random random, int count)
    {
        var batch = new List<EncodedEntry>();
        while (batch.Count < count)
        {
            var machine = random.Next(3) == 0 ? Door : new MachineId("interaction", random.Next(4).ToString(CultureInfo.InvariantCulture));
            var version = machine == Door ? Append.AnyVersion : _versions.GetValueOrDefault(machine);
            if (machine != Door)
            {
                _versions[machine] = version + 1;
            }

            var number = _entries.Count + batch.Count;
            var links = new EntryLinks { Interaction = SampleEntries.Interaction(random.Next(3)), Agent = random.Next(3) is var agent and > 0 ? new AgentId($"agent-{agent}") : null };
            var entry = SampleEntries.Entry(number, $"kind.{random.Next(200)}", links) with { Time = SampleEntries.Start.AddMinutes(number / 20 * (random.Next(50) == 0 ? 1 : 2)) };
            batch.Add(EntryCodec.Encode(TestFolder.Log, machine, version, entry));
        }

        _entries.AddRange(batch);
        return batch;
    }

    private void CheckLinks(IndexReader reader, Random random, long begin, long end, int max)
    {
        var query = random.Next(2) == 0 ? new LogQuery { Interaction = SampleEntries.Interaction(random.Next(4)) } : new LogQuery { Agent = new AgentId($"agent-{random.Next(1, 4)}") };
        var expected = Enumerable.Range(0, _entries.Count).Where(i => i >= begin && i < end && query.Matches(_entries[i].Header)).Select(static i => (long)i).ToList();
        reader.Find(query, begin, end, max).ShouldBe(expected.Take(max));
        expected.Reverse();
        reader.Find(query with { Descending = true }, begin, end, max).ShouldBe(expected.Take(max));
    }

    private void CheckStream(IndexReader reader, MachineId machine, long from, long end, int max) =>
        reader.Find(machine, from, end, max).ShouldBe(Enumerable.Range(0, _entries.Count)
            .Where(i => i < end && _entries[i].Header is var header && header.Machine == machine && (header.MachineVersion < 0 ? i : header.MachineVersion) >= from)
            .Select(static i => (long)i).Take(max));

    private void CheckCounts(IndexReader reader)
    {
        var (found, expected) = (new LogTally(CountBy.Hour | CountBy.Kind | CountBy.Agent), new LogTally(CountBy.Hour | CountBy.Kind | CountBy.Agent));
        foreach (var entry in _entries)
        {
            expected.Add(entry.Header.Time, entry.Header.Kind, entry.Header.Links.Agent);
        }

        reader.Count(new LogQuery(), found).ShouldBe(_entries.Count);
        found.ToCounts().ShouldBe(expected.ToCounts());
    }
}
