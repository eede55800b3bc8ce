using ContactCenter.Sip.Rtp.Statistics;
using FsCheck.Xunit;

namespace ContactCenter.Sip.Tests.Rtp.Statistics;

public sealed class SequenceTrackerTests
{
    [Property(MaxTest = 300)]
    public bool Numbers_are_extended_through_any_losses_and_wraps(ushort first, ushort[] steps)
    {
        var tracker = new SequenceTracker(1);
        tracker.Take(first, out _);
        long expected = first;
        foreach (var step in steps.Select(static s => (s % (SequenceTracker.MaxDropout - 1)) + 1))
        {
            expected += step;
            if (tracker.Take((ushort)expected, out var extended) != Arrival.Next || extended != expected)
            {
                return false;
            }
        }

        return tracker.Highest == expected;
    }

    [Property(MaxTest = 300)]
    public bool Each_packet_within_the_last_hundred_is_new_once(byte[] back)
    {
        var tracker = new SequenceTracker(1);
        const int Last = 65_600;
        var seen = new HashSet<int>();
        for (var i = 65_000; i <= Last; i += 2)
        {
            tracker.Take((ushort)i, out _);
            seen.Add(i);
        }

        return back.Select(static b => Last - (b % SequenceTracker.MaxMisorder)).All(at => tracker.Take((ushort)at, out _) == (seen.Add(at) ? Arrival.Reordered : Arrival.Duplicate));
    }

    [Fact]
    public void A_source_is_believed_after_packets_in_sequence()
    {
        var tracker = new SequenceTracker(2);
        tracker.Take(10, out _).ShouldBe(Arrival.OnProbation);
        tracker.Take(20, out _).ShouldBe(Arrival.OnProbation, "not in sequence");
        tracker.IsBelieved.ShouldBeFalse();
        tracker.Take(21, out _).ShouldBe(Arrival.Next);
        tracker.IsBelieved.ShouldBeTrue();
    }

    [Fact]
    public void A_single_stray_changes_nothing_and_two_in_sequence_begin_anew()
    {
        var tracker = new SequenceTracker(1);
        tracker.Take(100, out _);
        tracker.Take(30_000, out _).ShouldBe(Arrival.Stray);
        tracker.Take(101, out _).ShouldBe(Arrival.Next);
        tracker.Take(30_000, out _).ShouldBe(Arrival.Stray);
        tracker.Take(30_001, out var extended).ShouldBe(Arrival.Restarted);
        extended.ShouldBe(30_001);
        tracker.Take(30_002, out _).ShouldBe(Arrival.Next);
    }
}
