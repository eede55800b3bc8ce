using ContactCenter;
using ContactCenter.Audit.Sqlite;
using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;

// Appends to a log until it is killed: CrashProbe <folder> <first number> <callers>. Each acknowledged number and its position goes
// to standard output, which the parent reads: what it has read was acknowledged.
var (folder, first, callers) = (args[0], int.Parse(args[1]), int.Parse(args[2]));
await using var log = await SqliteLog.OpenAsync(folder, new LogId("probe"), new SqliteLogOptions(), TimeProvider.System);
using var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
var next = first - 1;
await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
{
    while (true)
    {
        var number = Interlocked.Increment(ref next);
        var links = new EntryLinks { Interaction = SampleEntries.Interaction(number % 50) };
        var result = await log.AppendAsync(log.AppendAny(SampleEntries.Entry(number, links: links)));
        output.WriteLine($"{number} {result.First}");
    }
})));

/// <summary>Named so that a test finds the assembly.</summary>
public partial class Program;
