using ContactCenter.Sip.Rtp.Statistics;

namespace ContactCenter.Sip.Tests.Rtp.Statistics;

public sealed class ReceiverStatisticsTests
{
    [Fact]
    public void Jitter_is_that_of_RFC_3550_A_8()
    {
        var statistics = new ReceiverStatistics(1, 8_000, probation: 1);
        double[] arrivals = [0, 20, 45, 60];
        for (var i = 0; i < arrivals.Length; i++)
        {
            statistics.Take((ushort)i, (uint)(160 * i), TimeSpan.FromMilliseconds(arrivals[i]), out _);
        }

        // D is 0, then 5 ms (40 units) late, then 5 ms early: 0, 40/16, and a sixteenth of the way from there to 40.
        statistics.Jitter.TotalSeconds.ShouldBe((2.5 + ((40 - 2.5) / 16)) / 8_000, 1e-7);
    }

    [Fact]
    public void A_report_counts_from_the_one_before()
    {
        var statistics = new ReceiverStatistics(7, 8_000, probation: 1);
        Take(statistics, 65_530, 65_531, 65_533, 65_534, 65_535, 0, 1, 3); // 65532 and 2 are missing
        var first = statistics.Report(TimeSpan.FromSeconds(1));
        (first.Ssrc, first.Lost, first.FractionLost, first.HighestSequence).ShouldBe((7u, 2, (byte)(2 * 256 / 10), 0x1_0003u));
        Take(statistics, 4, 5, 6, 7);
        var second = statistics.Report(TimeSpan.FromSeconds(2));
        (second.Lost, second.FractionLost).ShouldBe((2, (byte)0));
        (statistics.Expected, statistics.Received, statistics.Lost).ShouldBe((14, 12, 2));
    }

    [Fact]
    public void Copies_and_packets_out_of_order_are_told_apart_and_no_loss()
    {
        var statistics = new ReceiverStatistics(7, 8_000, probation: 1);
        Take(statistics, 1, 3, 2, 3, 4, 4);

        (statistics.Lost, statistics.Received, statistics.Duplicates, statistics.Reordered).ShouldBe((0, 4, 2, 1));
    }

    [Fact]
    public void The_delay_since_the_last_sender_report_is_reported()
    {
        var statistics = new ReceiverStatistics(7, 8_000, probation: 1);
        Take(statistics, 1, 2);
        statistics.Report(TimeSpan.FromSeconds(9)).Delay.ShouldBe(0u);
        statistics.TakeReport(new Sip.Rtp.Packets.SenderInfo(7, 0x1111_2222_3333_4444, 0, 0, 0), TimeSpan.FromSeconds(10));
        var report = statistics.Report(TimeSpan.FromSeconds(12.5));
        (report.LastReport, report.Delay).ShouldBe((0x2222_3333u, (uint)(2.5 * 65_536)));
    }

    [Fact]
    public void Losses_in_a_row_count_as_a_burst()
    {
        var random = new ReceiverStatistics(7, 8_000, probation: 1);
        var bursts = new ReceiverStatistics(7, 8_000, probation: 1);
        Take(random, [.. Enumerable.Range(0, 1_000).Where(static i => i % 10 != 5).Select(static i => (ushort)i)]);
        Take(bursts, [.. Enumerable.Range(0, 1_000).Where(static i => i % 100 is < 50 or > 59).Select(static i => (ushort)i)]);
        random.BurstRatio.ShouldBe(1);
        bursts.BurstRatio.ShouldBe(9, 0.1);
    }

    private static void Take(ReceiverStatistics statistics, params ushort[] sequences)
    {
        foreach (var sequence in sequences)
        {
            statistics.Take(sequence, sequence * 160u, TimeSpan.FromMilliseconds(20 * sequence), out _);
        }
    }
}
