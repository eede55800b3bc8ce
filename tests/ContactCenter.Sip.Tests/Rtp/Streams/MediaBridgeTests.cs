using ContactCenter.Sip.Audio;
using ContactCenter.Sip.Rtp.Streams;

namespace ContactCenter.Sip.Tests.Rtp.Streams;

public sealed class MediaBridgeTests
{
    [Fact]
    public async Task Packets_go_on_under_the_other_streams_source_with_their_losses_and_times()
    {
        using var engine = Engines.New(portable: false, pairs: 2, out _);
        using var onePort = engine.Open(withRtcp: false);
        using var otherPort = engine.Open(withRtcp: false);
        using var alice = new BarePeer { Ssrc = 77 };
        using var bob = new BarePeer();
        using var one = new MediaStream(onePort, Parameters.To(alice.EndPoint)) { Source = new Constant(3_000) };
        using var other = new MediaStream(otherPort, Parameters.To(bob.EndPoint)) { Source = new Constant(3_000) };
        await bob.HearsAsync(5);
        using (var bridge = new MediaBridge(one, other))
        {
            bridge.IsOfPackets.ShouldBeTrue();
            foreach (var number in new[] { 65_533, 65_534, 65_535, 65_537, 65_536, 65_540 })
            {
                alice.Send(onePort.LocalEndPoint, number, fill: (byte)number);
            }

            await Patience.UntilAsync(() => bob.Heard.Count(static p => p.Payload[0] is >= 0xFD or <= 4) >= 6, "six are forwarded");
        }

        var before = bob.Heard.Count;
        await bob.HearsAsync(before + 5);
        var heard = bob.Heard.ToArray();
        heard.Select(static p => p.Ssrc).Distinct().ShouldHaveSingleItem();
        heard.ShouldAllBe(static p => p.Ssrc != 77);
        var forwarded = heard.Where(static p => p.Payload[0] is >= 0xFD or <= 4).ToArray();
        forwarded.Select(p => (short)(p.Sequence - forwarded[0].Sequence)).ShouldBe([0, 1, 2, 4, 3, 7]);
        forwarded.Select(p => (int)(p.Timestamp - forwarded[0].Timestamp)).ShouldBe([0, 160, 320, 640, 480, 1_120]);
        forwarded[0].Marker.ShouldBeTrue();
        var first = Array.IndexOf(heard, forwarded[0]);
        forwarded[0].Sequence.ShouldBe((ushort)(heard[first - 1].Sequence + 1), "without a gap behind its own");
        var next = heard.SkipWhile(p => !ReferenceEquals(p, forwarded[^1])).Skip(1).First();
        next.Sequence.ShouldBe((ushort)(forwarded[^1].Sequence + 1));
        next.Marker.ShouldBeTrue();
    }

    [Theory]
    [InlineData("PCMA")]
    [InlineData("G722")] // of another sample rate, too
    public async Task Streams_of_different_codecs_hear_one_another_through_samples_and_digits_go_on(string name)
    {
        var codec = AudioCodecs.Find(name, 8_000)!;
        using var engine = Engines.New(portable: false, pairs: 4, out _);
        var ports = Enumerable.Range(0, 4).Select(_ => engine.Open(withRtcp: false)).ToArray();
        MediaStream Stream(int at, int to, IAudioCodec of) => new(ports[at], Parameters.To(ports[to].LocalEndPoint) with { Formats = [MediaFormat.Static(of)] });
        using var alice = Stream(0, 1, AudioCodecs.Pcmu);
        using var ofAlice = Stream(1, 0, AudioCodecs.Pcmu);
        using var ofBob = Stream(2, 3, codec);
        using var bob = Stream(3, 2, codec);
        var (aliceHears, bobHears, key) = (new Listener(), new Listener(), new TaskCompletionSource<char>(TaskCreationOptions.RunContinuationsAsynchronously));
        (alice.Source, alice.Sink, bob.Source, bob.Sink) = (new Constant(8_031), aliceHears, new Constant(-4_032), bobHears);
        bob.DigitReceived += (_, digit) => key.TrySetResult(digit.Key);
        using var bridge = new MediaBridge(ofAlice, ofBob);
        bridge.IsOfPackets.ShouldBeFalse();

        await Patience.UntilAsync(() => Math.Abs(aliceHears.Last + 4_032) < 400 && Math.Abs(bobHears.Last - 8_031) < 400, "both hear the other's voice");
        alice.SendDigit('7', TimeSpan.FromMilliseconds(80));
        (await key.Task.WaitAsync(Patience.Token())).ShouldBe('7');
        foreach (var port in ports)
        {
            port.Dispose();
        }
    }

    [Fact]
    public void A_stream_is_not_joined_with_itself()
    {
        using var engine = Engines.New(portable: false, pairs: 1, out _);
        using var port = engine.Open(withRtcp: false);
        using var one = new MediaStream(port, Parameters.To(port.LocalEndPoint));
        Should.Throw<ArgumentException>(() => new MediaBridge(one, one)).Message.ShouldContain("give two");
    }

    [Fact]
    public async Task A_slow_reader_of_a_queue_loses_the_oldest_and_nobody_waits()
    {
        using var queue = new AudioQueue(3);
        for (short i = 1; i <= 5; i++)
        {
            queue.Play([i, i], 8_000, AudioFrameKind.Received);
        }

        queue.Complete();
        var samples = new short[AudioQueue.MostSamples];
        var read = new List<short>();
        while (await queue.ReadAsync(samples) is { } frame)
        {
            frame.ShouldBe(new QueuedFrame(2, 8_000, AudioFrameKind.Received));
            read.Add(samples[0]);
        }

        read.ShouldBe([3, 4, 5]);
        queue.Dropped.ShouldBe(2);
        Should.Throw<ArgumentOutOfRangeException>(static () => new AudioQueue(0)).Message.ShouldContain("1 up to 3000");
    }
}
