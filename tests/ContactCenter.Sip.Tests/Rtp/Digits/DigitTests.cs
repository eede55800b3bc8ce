using ContactCenter.Sip.Rtp.Digits;

namespace ContactCenter.Sip.Tests.Rtp.Digits;

public sealed class DigitTests
{
    private const int Frame = 160;
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(200);

    [Fact]
    public void A_digit_is_its_start_its_updates_and_three_ends_with_one_timestamp()
    {
        var packets = Send("5", 100, 60);

        packets.Select(static p => (p.Timestamp, p.Marker, p.Event.Code, p.Event.Duration, p.Event.IsEnd)).ShouldBe(
        [
            (1_000, true, 5, 160, false), (1_000, false, 5, 320, false), (1_000, false, 5, 480, false), (1_000, false, 5, 640, false),
            (1_000, false, 5, 800, true), (1_000, false, 5, 800, true), (1_000, false, 5, 800, true),
        ]);
    }

    [Fact]
    public void Sound_waits_until_the_pause_is_over_and_the_next_digit_begins_on_time()
    {
        var sender = new DigitSender(8_000);
        sender.TryAdd(1, TimeSpan.FromMilliseconds(60), TimeSpan.FromMilliseconds(100)).ShouldBeTrue();
        sender.TryAdd(2, TimeSpan.FromMilliseconds(60), TimeSpan.FromMilliseconds(100)).ShouldBeTrue();
        var line = "";
        for (var i = 0; i < 20; i++)
        {
            line += sender.Next((uint)(i * Frame), Frame, out var packet) ? packet is { } p ? (char)('0' + p.Event.Code) : '.' : 's';
        }

        // 60 ms of digit, two more ends and 60 ms of silence make 100 ms of pause.
        line.ShouldBe("11111...22222...ssss");
        sender.IsBusy.ShouldBeFalse();
    }

    [Fact]
    public void A_digit_longer_than_16_bits_goes_on_in_segments_and_is_heard_as_one()
    {
        var packets = Send("9", 20_000, 0);
        packets.Select(static p => p.Timestamp).Distinct().ShouldBe([1_000u, 1_000u + 65_535, 1_000u + (2 * 65_535)]);
        packets.Count(static p => p.Marker).ShouldBe(1);
        packets.Count(static p => p.Event.IsEnd).ShouldBe(3);

        var heard = Hear(packets.Select(static p => (7u, p)));
        heard.Count.ShouldBe(2);
        heard[1].ShouldBe(new DigitEvent('9', true, TimeSpan.FromSeconds(20)));
    }

    /// <summary>RFC 4733's redundancy at work: at a tenth of the packets lost none of 5,000 digits is missed or doubled.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_digit_is_heard_once_at_10_percent_loss(bool underOtherSources)
    {
        const string Keys = "0123456789*#ABCD112233";
        for (var seed = 0; seed < 230; seed++)
        {
            var random = new Random(seed);
            var packets = Send(Keys, 100, 60);
            var lossy = packets.Where(_ => random.Next(10) > 0).Select(p => (underOtherSources ? p.Timestamp * 31 : 7u, p));

            var heard = Hear(lossy);
            string.Concat(heard.Where(static h => !h.HasEnded).Select(static h => h.Key)).ShouldBe(Keys, $"seed {seed}");
            string.Concat(heard.Where(static h => h.HasEnded).Select(static h => h.Key)).ShouldBe(Keys, $"seed {seed}");
        }
    }

    [Fact]
    public void Packets_that_come_late_and_twice_make_no_digit_again()
    {
        var random = new Random(9);
        var packets = Send("1234567890", 100, 60);
        // Each packet up to 60 ms late, every third one twice.
        var shuffled = packets.SelectMany((p, i) => Enumerable.Repeat((p, Order: i + random.Next(4)), i % 3 == 0 ? 2 : 1)).OrderBy(static p => p.Order).Select(static p => (7u, p.p));

        string.Concat(Hear(shuffled).Where(static h => !h.HasEnded).Select(static h => h.Key)).ShouldBe("1234567890");
    }

    [Fact]
    public void A_digit_whose_ends_are_lost_is_over_after_the_time_out()
    {
        var receiver = new DigitReceiver(8_000, Timeout);
        Take(receiver, 7, Send("4", 100, 0)[2], TimeSpan.FromMilliseconds(40));
        receiver.TryNext(out var began).ShouldBeTrue();
        began.ShouldBe(new DigitEvent('4', false, TimeSpan.FromMilliseconds(60)));
        receiver.Elapse(TimeSpan.FromMilliseconds(239));
        receiver.TryNext(out _).ShouldBeFalse();
        receiver.IsPressed.ShouldBeTrue();
        receiver.Elapse(TimeSpan.FromMilliseconds(240));
        receiver.TryNext(out var ended).ShouldBeTrue();
        ended.ShouldBe(new DigitEvent('4', true, TimeSpan.FromMilliseconds(60)));
        Take(receiver, 7, Send("4", 100, 0)[^1], TimeSpan.FromMilliseconds(250));
        receiver.TryNext(out _).ShouldBeFalse("its late end is no other digit");
    }

    [Fact]
    public void What_is_no_digit_is_refused()
    {
        var receiver = new DigitReceiver(8_000, Timeout);
        receiver.Take(1, 1, [1, 0, 0], TimeSpan.Zero).ShouldBeFalse();
        receiver.Take(1, 1, [17, 0, 0, 160], TimeSpan.Zero).ShouldBeFalse();
        receiver.HasNews.ShouldBeFalse();
    }

    [Fact]
    public void More_digits_than_may_wait_are_refused_and_cancelling_ends_the_one_being_sent()
    {
        var sender = new DigitSender(8_000);
        for (var i = 0; i < DigitSender.MostWaiting; i++)
        {
            sender.TryAdd(1, TimeSpan.FromSeconds(1), TimeSpan.Zero).ShouldBeTrue();
        }

        sender.TryAdd(1, TimeSpan.FromSeconds(1), TimeSpan.Zero).ShouldBeFalse();
        sender.Next(0, Frame, out _);
        sender.Clear();
        var ends = 0;
        for (var i = 1; sender.Next((uint)(i * Frame), Frame, out var packet); i++)
        {
            ends += packet is { Event.IsEnd: true } ? 1 : 0;
        }

        ends.ShouldBe(3);
        sender.IsBusy.ShouldBeFalse();
    }

    private static List<DigitPacket> Send(string keys, int milliseconds, int pause)
    {
        var sender = new DigitSender(8_000);
        foreach (var key in keys)
        {
            TelephoneEvent.TryGetCode(key, out var code).ShouldBeTrue();
            sender.TryAdd(code, TimeSpan.FromMilliseconds(milliseconds), TimeSpan.FromMilliseconds(pause)).ShouldBeTrue();
        }

        var packets = new List<DigitPacket>();
        for (var timestamp = 1_000u; sender.Next(timestamp, Frame, out var packet); timestamp += Frame)
        {
            if (packet is { } sent)
            {
                packets.Add(sent);
            }
        }

        return packets;
    }

    private static List<DigitEvent> Hear(IEnumerable<(uint Ssrc, DigitPacket Packet)> packets)
    {
        var receiver = new DigitReceiver(8_000, Timeout);
        var heard = new List<DigitEvent>();
        var now = TimeSpan.Zero;
        foreach (var (ssrc, packet) in packets)
        {
            now += TimeSpan.FromMilliseconds(20);
            Take(receiver, ssrc, packet, now);
            receiver.Elapse(now);
            Drain();
        }

        receiver.Elapse(now + Timeout);
        Drain();
        return heard;

        void Drain()
        {
            while (receiver.TryNext(out var digit))
            {
                heard.Add(digit);
            }
        }
    }

    private static void Take(DigitReceiver receiver, uint ssrc, DigitPacket packet, TimeSpan now)
    {
        Span<byte> payload = stackalloc byte[4];
        packet.Event.Write(payload);
        receiver.Take(ssrc, packet.Timestamp, payload, now).ShouldBeTrue();
    }
}
