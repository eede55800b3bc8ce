using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Audit.Sqlite.Tests.Disk;

/// <summary>What must hold whenever a log is opened again, whatever became of the process or the disk.</summary>
internal static class Recovery
{
    /// <summary>
    /// Everything acknowledged stands at its position, positions have no gap, no entry is there twice, the roots are those of the entries,
    /// repeated appends are known, and the log goes on.
    /// </summary>
    public static async Task CheckAsync(TestFolder folder, IEnumerable<DiskEvent.Acknowledged> acknowledged, string about)
    {
        await using (var log = await folder.OpenAsync(ProbeLife.Options()))
        {
            var recovered = await log.ReadAsync(LogPosition.Start).ToListAsync();
            var numbers = recovered.Select(SampleEntries.Number).ToList();
            recovered.Select(static e => e.Position.Value).ShouldBe(Enumerable.Range(0, recovered.Count).Select(static i => (long)i), about);
            numbers.Distinct().Count().ShouldBe(numbers.Count, $"{about}: an entry is there twice");
            DiskEvent.Acknowledged? last = null;
            foreach (var entry in acknowledged)
            {
                (entry.Position < numbers.Count && numbers[(int)entry.Position] == entry.Number).ShouldBeTrue($"{about}: entry {entry.Number} was acknowledged at {entry.Position}; {numbers.Count} entries are there");
                last = entry;
            }

            if (last is not null)
            {
                var repeat = await log.AppendAsync(log.AppendAny(ProbeLife.Entry(last.Number)));
                (repeat.Status, repeat.First.Value).ShouldBe((AppendStatus.Repeated, last.Position), about);
            }

            var next = await log.AppendAsync(log.AppendAny(ProbeLife.Entry(1_000_000)));
            (next.Status, next.First.Value).ShouldBe((AppendStatus.Appended, recovered.Count), about);
        }

        (await folder.VerifyAsync()).Fault.ShouldBeNull(about);
    }
}
