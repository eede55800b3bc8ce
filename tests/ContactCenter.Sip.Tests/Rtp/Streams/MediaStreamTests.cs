using System.Collections.Concurrent;
using System.Net;
using ContactCenter.Sip.Audio;
using ContactCenter.Sip.Rtp.Digits;
using ContactCenter.Sip.Rtp.Packets;
using ContactCenter.Sip.Rtp.Security;
using ContactCenter.Sip.Rtp.Sockets;
using ContactCenter.Sip.Rtp.Streams;

namespace ContactCenter.Sip.Tests.Rtp.Streams;

public sealed class MediaStreamTests
{
    [Theory]
    [InlineData(false, null)]
    [InlineData(true, null)]
    [InlineData(false, SrtpProfile.AesCm128HmacSha1Tag80)]
    [InlineData(false, SrtpProfile.AesCm128HmacSha1Tag32)]
    [InlineData(true, SrtpProfile.AeadAes128Gcm)]
    public async Task Two_streams_hear_one_another_their_digits_and_their_reports(bool portable, SrtpProfile? profile)
    {
        using var engine = Engines.New(portable, pairs: 2, out _);
        using var onePort = engine.Open();
        using var otherPort = engine.Open();
        var (there, back) = (Keys(profile, 1), Keys(profile, 2));
        var options = new MediaStreamOptions { ReportInterval = TimeSpan.FromSeconds(0.5) };
        var shared = new MediaParameters { Remote = otherPort.LocalEndPoint, Formats = [MediaFormat.Static(AudioCodecs.Pcmu)], DigitPayloadType = 101 };
        using var one = new MediaStream(onePort, shared with { SendKeys = there, ReceiveKeys = back }, options);
        var other = new MediaStream(otherPort, shared with { Remote = onePort.LocalEndPoint, SendKeys = back, ReceiveKeys = there }, options);
        var (oneHears, otherHears, keys, left, heard) = (new Listener(), new Listener(), new ConcurrentQueue<DigitEvent>(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), 0);
        (one.Source, one.Sink, other.Source, other.Sink) = (new Constant(7_932), oneHears, new Constant(-4_092), otherHears);
        other.DigitReceived += (_, digit) => keys.Enqueue(digit);
        other.PeerHeard += _ => Interlocked.Increment(ref heard);
        one.PeerLeft += _ => left.TrySetResult();

        await oneHears.HearsAsync(20);
        await otherHears.HearsAsync(20);
        (oneHears.Last, otherHears.Last, otherHears.Length, otherHears.SampleRate).ShouldBe(((short)-4_092, (short)7_932, 160, 8_000));
        foreach (var key in "1#")
        {
            one.SendDigit(key, TimeSpan.FromMilliseconds(100)).ShouldBeTrue();
        }

        await Patience.UntilAsync(() => keys.Count >= 4, "both digits are heard");
        keys.Select(static k => (k.Key, k.HasEnded)).ShouldBe([('1', false), ('1', true), ('#', false), ('#', true)]);
        keys.Where(static k => k.HasEnded).ShouldAllBe(static k => k.Duration == TimeSpan.FromMilliseconds(100));
        await Patience.UntilAsync(() => one.Figures is { RoundTrip: not null, PeerLoss: not null }, "a report with a round trip");
        one.Figures.RoundTrip!.Value.TotalSeconds.ShouldBeInRange(0, 10);
        one.Figures.PeerLoss.ShouldBe(0);
        other.Dispose();
        await left.Task.WaitAsync(Patience.Token());
        heard.ShouldBe(1);
        var figures = one.Figures;
        (figures.Lost, figures.Refused, figures.Malformed, figures.Forged).ShouldBe((0, 0, 0, 0));
        figures.PacketsReceived.ShouldBeGreaterThanOrEqualTo(20);
        figures.OctetsReceived.ShouldBe(figures.PacketsReceived * 160);
    }

    [Fact]
    public async Task Through_a_bad_network_digits_are_whole_and_sound_is_filled_in()
    {
        using var engine = Engines.New(portable: false, pairs: 2, out _);
        using var onePort = engine.Open(withRtcp: false);
        using var otherPort = engine.Open(withRtcp: false);
        using var network = new BadNetwork(seed: 11, lossPercent: 10) { To = otherPort.LocalEndPoint };
        using var one = new MediaStream(onePort, Parameters.To(network.EndPoint));
        using var other = new MediaStream(otherPort, Parameters.To(network.EndPoint) with { Direction = MediaDirection.ReceiveOnly }); // what it sent would come between
        var (listener, keys) = (new Listener(), new ConcurrentQueue<char>());
        (one.Source, other.Sink) = (new Constant(8_031), listener);
        other.DigitReceived += (_, digit) => keys.Enqueue(digit.HasEnded ? '.' : digit.Key);
        await listener.HearsAsync(50);
        foreach (var key in "0123456789")
        {
            one.SendDigit(key, TimeSpan.FromMilliseconds(60), TimeSpan.FromMilliseconds(20));
        }

        await Patience.UntilAsync(() => keys.Count >= 20, $"20 events of digits ({string.Concat(keys)})");
        string.Concat(keys).ShouldBe("0.1.2.3.4.5.6.7.8.9.");
        await listener.HearsAsync(listener.Received + 20);
        var figures = other.Figures;
        figures.Lost.ShouldBeGreaterThan(0);
        figures.Lost.ShouldBeLessThanOrEqualTo(network.Dropped + 1);
        figures.Duplicates.ShouldBeGreaterThan(0);
        figures.Reordered.ShouldBeGreaterThan(0);
        figures.Score.ShouldBeLessThan(4.3);
        listener.Concealed.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task What_is_agreed_on_anew_leaves_no_gap_in_numbers_and_times()
    {
        using var engine = Engines.New(portable: false, pairs: 1, out _);
        using var port = engine.Open(withRtcp: false);
        using var peer = new BarePeer();
        var parameters = Parameters.To(peer.EndPoint);
        using var stream = new MediaStream(port, parameters) { Source = new Constant(1_000) };
        await peer.HearsAsync(10);
        stream.Update(parameters with { Direction = MediaDirection.Inactive });
        await Task.Delay(100);
        var held = peer.Heard.Count;
        stream.Update(parameters with { Formats = [MediaFormat.Static(AudioCodecs.Pcma)], PacketTime = TimeSpan.FromMilliseconds(30) });
        await peer.HearsAsync(held + 10);

        var heard = peer.Heard.ToArray();
        heard.Select(static p => p.Ssrc).Distinct().ShouldHaveSingleItem();
        heard.Zip(heard.Skip(1)).ShouldAllBe(static p => (ushort)(p.Second.Sequence - p.First.Sequence) == 1);
        heard.Zip(heard.Skip(1)).ShouldAllBe(static p => p.Second.Timestamp - p.First.Timestamp > 0 && p.Second.Timestamp - p.First.Timestamp < 80_000);
        heard.Take(held).ShouldAllBe(static p => p.PayloadType == 0 && p.Payload.Length == 160);
        heard.Last().ShouldSatisfyAllConditions(static p => p.PayloadType.ShouldBe((byte)8), static p => p.Payload.Length.ShouldBe(240));
        // The first packet and the first after the pause begin a talk spurt; the pause lasted as long on the RTP clock.
        heard.Count(static p => p.Marker).ShouldBe(2);
        var resumed = Array.FindLastIndex(heard, static p => p.Marker);
        (heard[resumed].Timestamp - heard[resumed - 1].Timestamp).ShouldBeGreaterThan(480u);
    }

    [Fact]
    public async Task A_source_behind_an_address_translation_is_learned_once_and_another_refused()
    {
        using var engine = Engines.New(portable: false, pairs: 1, out _);
        using var port = engine.Open(withRtcp: false);
        using var peer = new BarePeer();
        using var intruder = new BarePeer { Ssrc = 0x1234 };
        using var nobody = new BarePeer();
        var refused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stream = new MediaStream(port, Parameters.To(nobody.EndPoint)) { Source = new Constant(1_000) };
        stream.SourceRefused += _ => refused.TrySetResult();
        peer.Send(port.LocalEndPoint, 1);
        peer.Send(port.LocalEndPoint, 2);
        await peer.HearsAsync(2);
        intruder.Send(port.LocalEndPoint, 3);
        intruder.Send(port.LocalEndPoint, 4);
        await refused.Task.WaitAsync(Patience.Token());
        await Patience.UntilAsync(() => stream.Figures.Refused == 2, "both are refused");
        intruder.Heard.ShouldBeEmpty();
        stream.Figures.PacketsReceived.ShouldBe(1);
    }

    [Fact]
    public async Task Strictly_another_source_is_refused_and_the_signalled_one_sent_to()
    {
        using var engine = Engines.New(portable: false, pairs: 1, out _);
        using var port = engine.Open(withRtcp: false);
        using var signalled = new BarePeer();
        using var other = new BarePeer();
        using var stream = new MediaStream(port, Parameters.To(signalled.EndPoint), new MediaStreamOptions { LearnsSource = false }) { Source = new Constant(1_000) };
        other.Send(port.LocalEndPoint, 1);
        other.Send(port.LocalEndPoint, 2);
        await Patience.UntilAsync(() => stream.Figures.Refused == 2, "both are refused");
        await signalled.HearsAsync(3);
        other.Heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task Digits_under_other_sources_are_heard_and_the_sound_goes_on()
    {
        using var engine = Engines.New(portable: false, pairs: 1, out _);
        using var port = engine.Open(withRtcp: false);
        using var peer = new BarePeer();
        var (keys, listener) = (new ConcurrentQueue<char>(), new Listener());
        using var stream = new MediaStream(port, Parameters.To(peer.EndPoint)) { Sink = listener };
        stream.DigitReceived += (_, digit) => keys.Enqueue(digit.HasEnded ? '.' : digit.Key);
        var digit = new byte[16];
        for (var i = 0; i < 30; i++)
        {
            peer.Send(port.LocalEndPoint, i);
            if (i % 10 >= 5)
            {
                new RtpHeader(101, (ushort)i, (uint)(i / 10 * 5_000), (uint)(900 + (i / 10)), i % 10 == 5).Write(digit);
                new TelephoneEvent((byte)(i / 10), i % 10 == 9, 10, (ushort)((i % 10 - 4) * 160)).Write(digit.AsSpan(12));
                peer.SendRaw(port.LocalEndPoint, digit);
            }

            await Task.Delay(5);
        }

        await Patience.UntilAsync(() => keys.Count >= 6, "three digits");
        string.Concat(keys).ShouldBe("0.1.2.");
        stream.Figures.PacketsReceived.ShouldBe(30);
        stream.Figures.Lost.ShouldBe(0);
    }

    [Fact]
    public async Task Silence_of_the_other_side_is_told_once()
    {
        using var engine = Engines.New(portable: false, pairs: 1, out _);
        using var port = engine.Open(withRtcp: false);
        using var peer = new BarePeer();
        var (silences, told) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        using var stream = new MediaStream(port, Parameters.To(peer.EndPoint), new MediaStreamOptions { SilenceTimeout = TimeSpan.FromSeconds(1) });
        stream.PeerSilent += _ =>
        {
            Interlocked.Increment(ref silences);
            told.TrySetResult();
        };
        peer.Send(port.LocalEndPoint, 1);
        await told.Task.WaitAsync(Patience.Token());
        await Task.Delay(100);
        silences.ShouldBe(1);
    }

    [Fact]
    public async Task Comfort_noise_takes_the_place_of_silence_where_it_is_taken()
    {
        using var engine = Engines.New(portable: false, pairs: 1, out _);
        using var port = engine.Open(withRtcp: false);
        using var peer = new BarePeer();
        using var stream = new MediaStream(port, Parameters.To(peer.EndPoint) with { NoisePayloadType = 13 }, new MediaStreamOptions { SendsComfortNoise = true });
        await Patience.UntilAsync(() => peer.Heard.Any(static p => p.PayloadType == 13), "comfort noise");
        var until = peer.Heard.Count;
        stream.Source = new Constant(5_000);
        await peer.HearsAsync(until + 5);
        var heard = peer.Heard.ToArray();
        heard.Count(static p => p.PayloadType == 0 && !p.Marker).ShouldBeGreaterThan(0);
        heard.SkipWhile(static p => p.PayloadType == 0).First(static p => p.PayloadType == 0).Marker.ShouldBeTrue("a talk spurt begins");
    }

    [Fact]
    public void Comfort_noise_that_comes_is_heard_until_the_other_side_speaks_again()
    {
        var playout = new Playout(Parameters.To(new IPEndPoint(IPAddress.Loopback, 9)) with { NoisePayloadType = 13 }, new Sip.Rtp.Jitter.JitterBufferOptions());
        var (frame, now) = (new short[960], TimeSpan.Zero);
        Span<byte> voice = stackalloc byte[160];
        voice.Fill(0x90);
        playout.Buffer.Put(1, 160, 160, 0, endsTalk: false, voice, now);
        playout.Buffer.Put(2, 320, 160, 13, endsTalk: true, [40], now);
        var kinds = new List<AudioFrameKind>();
        for (var i = 0; i < 50; i++)
        {
            kinds.Add(playout.Fill(frame, isMuffled: false, now, out _));
            now += TimeSpan.FromMilliseconds(20);
        }

        kinds.Count(static k => k == AudioFrameKind.Received).ShouldBe(1);
        kinds.ShouldNotContain(AudioFrameKind.Concealed);
        AudioLevel.Dbov(frame.AsSpan(0, 160)).ShouldBe(-40, 4);
    }

    [Fact]
    public async Task What_is_neither_RTP_nor_RTCP_reaches_the_hook()
    {
        using var engine = Engines.New(portable: false, pairs: 1, out _);
        using var port = engine.Open(withRtcp: false);
        using var peer = new BarePeer();
        var others = new Others();
        using var stream = new MediaStream(port, Parameters.To(peer.EndPoint), new MediaStreamOptions { Others = others });
        peer.SendRaw(port.LocalEndPoint, [0, 1, 0, 0]);
        peer.SendRaw(port.LocalEndPoint, [22, 254, 253, 0]);
        await Patience.UntilAsync(() => others.Count == 2, "STUN and DTLS come through");
    }

    [Fact]
    public void Parameters_and_keys_outside_their_limits_are_named()
    {
        using var engine = Engines.New(portable: false, pairs: 1, out _);
        using var port = engine.Open();
        var good = Parameters.To(new IPEndPoint(IPAddress.Loopback, 9));
        Should.Throw<ArgumentException>(() => new MediaStream(port, good with { Formats = [] })).Message.ShouldContain("0 formats");
        Should.Throw<ArgumentException>(() => new MediaStream(port, good with { PacketTime = TimeSpan.FromMilliseconds(25) })).Message.ShouldContain("10, 20, 30");
        Should.Throw<ArgumentException>(() => new MediaStream(port, good with { SendKeys = Keys(SrtpProfile.AeadAes128Gcm, 1) })).Message.ShouldContain("both or neither");
        using var stream = new MediaStream(port, good);
        Should.Throw<ArgumentException>(() => stream.SendDigit('x', TimeSpan.FromMilliseconds(100))).Message.ShouldContain("There is no key 'x'");
        Should.Throw<ArgumentException>(() => stream.SendDigit('1', TimeSpan.FromMilliseconds(10)));
    }

    /// <summary>Measured on the thread of media itself, so that what other tests allocate does not count.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData(SrtpProfile.AesCm128HmacSha1Tag80)]
    [InlineData(SrtpProfile.AeadAes128Gcm)]
    public async Task A_packet_costs_no_allocation_to_send_or_to_receive(SrtpProfile? profile)
    {
        const int Calls = 10;
        using var engine = Engines.New(portable: false, pairs: Calls * 2, out _);
        var ports = Enumerable.Range(0, Calls * 2).Select(_ => engine.Open(withRtcp: false)).ToList();
        var (keys, sink) = (Keys(profile, 1), new Listener());
        var streams = ports.Select((p, i) => new MediaStream(p, Parameters.To(ports[i ^ 1].LocalEndPoint) with { SendKeys = keys, ReceiveKeys = keys }) { Source = new Constant(900), Sink = sink }).ToList();
        var meter = new Meter();
        using (engine.Pace(meter, TimeSpan.FromMilliseconds(10)))
        {
            await sink.HearsAsync(Calls * 2 * 40);
            // What a packet cost would be there in every stretch; a busy moment, in which more packets wait than ever before, is in one.
            var allocated = long.MaxValue;
            for (var stretch = 0; stretch < 8 && allocated >= 2_000; stretch++)
            {
                var before = await meter.NextAsync();
                await sink.HearsAsync(sink.Received + (Calls * 2 * 25));
                allocated = await meter.NextAsync() - before;
            }

            allocated.ShouldBeLessThan(2_000, "the meter's own tasks are all there is");
        }

        streams.ForEach(static s => s.Dispose());
        ports.ForEach(static p => p.Dispose());
    }

    private static SrtpKeys? Keys(SrtpProfile? profile, int seed)
    {
        if (profile is not { } wanted)
        {
            return null;
        }

        var octets = new byte[SrtpKeys.SizeOf(wanted)];
        new Random(seed).NextBytes(octets);
        return new SrtpKeys(wanted, octets);
    }

    private sealed class Others : IPacketHook
    {
        public int Count { get; private set; }

        public void Received(Span<byte> datagram, SocketAddress source, TimeSpan now) => Count++;
    }

    private sealed class Meter : IPaced
    {
        private TaskCompletionSource<long>? _asked;

        public Task<long> NextAsync()
        {
            var asked = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _asked, asked);
            return asked.Task;
        }

        public void Tick(TimeSpan now, int turns) => Interlocked.Exchange(ref _asked, null)?.TrySetResult(GC.GetAllocatedBytesForCurrentThread());
    }
}
