using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Audit.Tests.Sequencing;

public sealed class LogTailTests
{
    private static readonly LogId Log = new("acme");

    private readonly LogTail _tail = new(new AuditLogOptions { TailEntries = 3_000 });

    [Fact]
    public void A_batch_is_decoded_once_for_all_who_follow_and_anew_for_those_far_behind()
    {
        Publish(0, 10);
        var first = _tail.Find(3)!;
        var decoded = first.From(0)[4];
        first.From(2)[2].ShouldBeSameAs(decoded);

        Publish(10, 1_024);
        first.From(0)[4].ShouldBeSameAs(decoded, "it is the last one that may still be needed");
        Publish(1_034, 1);
        first.From(0)[4].ShouldNotBeSameAs(decoded);
        first.From(0)[4].ShouldNotBeSameAs(first.From(0)[4], "nothing is kept of it");
        first.From(0)[4].Entry.Id.ShouldBe(decoded.Entry.Id);
        _tail.Find(1_034)!.From(1_034)[0].ShouldBeSameAs(_tail.Find(1_034)!.From(1_034)[0]);
    }

    [Fact]
    public void All_that_is_kept_is_found_however_many_batches_came_and_went()
    {
        for (var i = 0; i < 8_000; i++)
        {
            Publish(i, 1);
            if (i % 97 == 0)
            {
                foreach (var position in (int[])[i, i - 1_000, i - 1_026, i - 2_990])
                {
                    if (position >= 0)
                    {
                        _tail.Find(position)!.From(position)[0].Position.Value.ShouldBe(position);
                    }
                }
            }
        }

        _tail.Find(4_000).ShouldBeNull();
    }

    private void Publish(int first, int count) =>
        _tail.Publish(new CommittedBatch(Log, first, [.. Enumerable.Range(first, count).Select(static i => EntryCodec.Encode(Log, new MachineId("door", "main"), Append.AnyVersion, SampleEntries.Entry(i)))]));
}
