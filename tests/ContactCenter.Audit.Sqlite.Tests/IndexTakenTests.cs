using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Audit.Sqlite.Tests;

/// <summary>Two writers of one index, as when a lock was lost: what each knows of it must not be written over the other's.</summary>
public sealed class IndexTakenTests : IDisposable
{
    private static readonly MachineId Stream = new("probe", "one");
    private readonly TestFolder _folder = new(inMemory: true);

    [Fact]
    public void Whoever_did_not_write_the_last_batch_writes_none_and_who_looks_anew_goes_on()
    {
        Directory.CreateDirectory(_folder.Path);
        using var first = new IndexFile(_folder.IndexDb, TestFolder.Log);
        first.Apply(Entries(0, 3));
        using var second = new IndexFile(_folder.IndexDb, TestFolder.Log);
        second.Applied.ShouldBe(3);
        first.Apply(Entries(3, 2)); // its last batch, after the other has looked

        Should.Throw<IndexTakenException>(() => second.Apply(Entries(3, 2))).Message.ShouldContain("holds 5 entries where this process had put 3");
        using var again = new IndexFile(_folder.IndexDb, TestFolder.Log);
        again.Applied.ShouldBe(5);
        again.Apply(Entries(5, 4));

        Should.Throw<IndexTakenException>(() => first.Apply(Entries(5, 1)));
        new IndexCheck(_folder.IndexDb, 100, static () => false).Run(static _ => { }).ShouldBeNull("sums are of all rows and nobody's twice");
    }

    public void Dispose() => _folder.Dispose();

    private static List<EncodedEntry> Entries(int from, int count) =>
        [.. Enumerable.Range(from, count).Select(static n => EntryCodec.Encode(TestFolder.Log, Stream, n, SampleEntries.Entry(n)))];
}
