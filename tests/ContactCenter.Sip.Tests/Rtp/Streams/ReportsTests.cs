using System.Net;
using ContactCenter.Sip.Audio;
using ContactCenter.Sip.Rtp.Packets;
using ContactCenter.Sip.Rtp.Sockets;
using ContactCenter.Sip.Rtp.Streams;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Sip.Tests.Rtp.Streams;

public sealed class ReportsTests
{
    /// <summary>The example of RFC 3550 section 6.4.1, figure 2: sent at 46853.125 s, kept for 5.250 s, back at 46864.500 s.</summary>
    [Fact]
    public void The_round_trip_is_that_of_the_RFCs_example()
    {
        var back = new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds((0xE5F0L << 16) + 46_864.5);
        var reports = new Reports(new MediaTime(new FakeTimeProvider(back)), TimeSpan.FromSeconds(5), new Random(1));
        using var received = new ReceivePath(new MediaParameters { Remote = new IPEndPoint(IPAddress.Loopback, 9), Formats = [MediaFormat.Static(AudioCodecs.Pcmu)] }, new MediaStreamOptions());
        var buffer = new byte[64];
        var writer = new RtcpWriter(buffer);
        writer.ReceiverReport(5, new ReportBlock(7, 64, 0, 0, 0, 0xB705_2000, 0x0005_4000));

        reports.Read(buffer.AsSpan(0, writer.Length), ours: 7, received, TimeSpan.Zero).ShouldBeFalse();
        reports.RoundTrip!.Value.TotalSeconds.ShouldBe(6.125, 0.0001);
        reports.PeerLoss.ShouldBe(0.25);
    }

    [Fact]
    public void Reports_come_at_varied_times_around_their_interval()
    {
        var schedule = new ReportSchedule(TimeSpan.FromSeconds(5), new Random(3));
        var times = new List<double>();
        for (var now = TimeSpan.Zero; now < TimeSpan.FromHours(1); now += TimeSpan.FromMilliseconds(20))
        {
            if (schedule.IsDue(now))
            {
                times.Add(now.TotalSeconds);
            }
        }

        var gaps = times.Zip(times.Skip(1), static (a, b) => b - a).ToList();
        times[0].ShouldBeLessThan(3.2);
        gaps.Min().ShouldBeInRange(2.0, 2.3);
        gaps.Max().ShouldBeInRange(5.9, 6.3);
        gaps.Average().ShouldBe(5 / 1.21828, 0.15);
    }
}
