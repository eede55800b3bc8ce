using System.Net;
using System.Net.Sockets;
using ContactCenter.Sip.Rtp.Sockets;

namespace ContactCenter.Sip.Tests.Rtp.Sockets;

public sealed class MediaEngineTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ports_are_even_with_the_next_for_RTCP_and_come_back(bool portable)
    {
        using var engine = Engines.New(portable, pairs: 3, out var first);
        using var one = engine.Open();
        var two = engine.Open();
        using var three = engine.Open(withRtcp: false);
        new[] { one, two, three }.Select(static p => p.LocalEndPoint.Port).ShouldBe([first, first + 2, first + 4]);
        (two.HasRtcpPort, three.HasRtcpPort, engine.OpenPorts).ShouldBe((true, false, 3));

        var full = Should.Throw<MediaPortsExhaustedException>(() => engine.Open());
        full.Message.ShouldContain($"127.0.0.1 between {first} and {first + 5}: 3 of 3 are ours");
        full.Message.ShouldContain("FirstPort and LastPort");
        two.Dispose();
        two.Dispose();
        engine.OpenPorts.ShouldBe(2);
        using var again = engine.Open();
        again.LocalEndPoint.Port.ShouldBe(first + 2);
    }

    [Fact]
    public void Ports_are_of_the_family_that_is_asked_for_where_the_engine_is_bound_to_no_single_address()
    {
        using var any = new MediaEngine(new MediaEngineOptions { FirstPort = 57_200, LastPort = 57_209 }, TimeProvider.System);
        using var four = any.Open();
        using var six = any.Open(family: AddressFamily.InterNetworkV6);
        (four.LocalEndPoint.Address, six.LocalEndPoint.Address).ShouldBe((IPAddress.Any, IPAddress.IPv6Any));
        six.LocalEndPoint.Port.ShouldNotBe(four.LocalEndPoint.Port);

        using var bound = new MediaEngine(new MediaEngineOptions { Address = IPAddress.Parse("127.0.0.3"), FirstPort = 57_210, LastPort = 57_219 }, TimeProvider.System);
        using var loopback = bound.Open(family: AddressFamily.InterNetworkV6);
        loopback.LocalEndPoint.Address.ShouldBe(IPAddress.IPv6Loopback);

        using var one = new MediaEngine(new MediaEngineOptions { Address = IPAddress.Parse("192.0.2.1"), FirstPort = 57_220, LastPort = 57_229 }, TimeProvider.System);
        Should.Throw<ArgumentException>(() => one.Open(family: AddressFamily.InterNetworkV6)).Message.ShouldContain("bound to 192.0.2.1");
    }

    [Fact]
    public void A_pair_of_which_another_program_has_a_port_is_passed_over()
    {
        using var engine = Engines.New(portable: false, pairs: 3, out var first);
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, first + 1));
        using var one = engine.Open();
        using var two = engine.Open();
        one.LocalEndPoint.Port.ShouldBe(first + 2);
        Should.Throw<MediaPortsExhaustedException>(() => engine.Open()).Message.ShouldContain("2 of 3 are ours");
        engine.OpenPorts.ShouldBe(2);
    }

    [Fact]
    public void A_port_rests_before_it_is_given_out_again()
    {
        var range = new PortRange(2_000, 2_007);
        range.TryTake(out var first).ShouldBeTrue();
        range.Return(first);
        range.TryTake(out var second).ShouldBeTrue();
        second.ShouldNotBe(first);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Datagrams_of_both_ports_reach_their_hooks_and_answers_their_sender(bool portable)
    {
        using var engine = Engines.New(portable, pairs: 4, out _);
        using var port = engine.Open();
        var (rtp, rtcp) = (new Echo(port), new Echo(port));
        port.Attach(rtp, rtcp);
        using var peer = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await peer.SendAsync(new byte[] { 1, 2, 3 }, port.LocalEndPoint);
        (await peer.ReceiveAsync(Patience.Token())).Buffer.ShouldBe([3, 2, 1]);
        await peer.SendAsync(new byte[] { 4, 5 }, new IPEndPoint(IPAddress.Loopback, port.LocalEndPoint.Port + 1));
        (await peer.ReceiveAsync(Patience.Token())).Buffer.ShouldBe([5, 4]);
        (rtp.Count, rtcp.Count).ShouldBe((1, 1));
        port.CloseRtcp();
        port.HasRtcpPort.ShouldBeFalse();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_hook_that_throws_ends_neither_its_port_nor_others(bool portable)
    {
        using var engine = Engines.New(portable, pairs: 4, out _);
        using var bad = engine.Open();
        using var good = engine.Open();
        bad.Attach(new Throws());
        good.Attach(new Echo(good));
        using var paced = engine.Pace(new Throws(), TimeSpan.FromMilliseconds(20));
        using var peer = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        for (var i = 0; i < 3; i++)
        {
            await peer.SendAsync(new byte[] { 1 }, bad.LocalEndPoint);
            await peer.SendAsync(new byte[] { 1, (byte)i }, good.LocalEndPoint);
            (await peer.ReceiveAsync(Patience.Token())).Buffer.ShouldBe([(byte)i, 1]);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Turns_come_in_real_time_and_end_when_disposed(bool portable)
    {
        using var engine = Engines.New(portable, pairs: 1, out _);
        var counting = new Counting(25);
        var began = engine.Now;
        var turns = engine.Pace(counting, TimeSpan.FromMilliseconds(10));
        await counting.Reached.Task.WaitAsync(Patience.Token());
        // On a busy machine they may come late, never early.
        (engine.Now - began).TotalMilliseconds.ShouldBeGreaterThan(235);
        turns.Dispose();
        turns.Dispose();
        Should.Throw<ArgumentOutOfRangeException>(() => engine.Pace(counting, TimeSpan.FromMilliseconds(201)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_engine_may_be_disposed_in_a_turn(bool portable)
    {
        using var engine = Engines.New(portable, pairs: 1, out _);
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        engine.Pace(new Counting(1, () =>
        {
            engine.Dispose();
            over.TrySetResult();
        }), TimeSpan.FromMilliseconds(10));
        await over.Task.WaitAsync(Patience.Token());
        Should.Throw<ObjectDisposedException>(() => engine.Open());
    }

    [Fact]
    public void Options_out_of_their_limits_are_named()
    {
        Should.Throw<ArgumentOutOfRangeException>(static () => new MediaEngineOptions { FirstPort = 10_001 }).Message.ShouldContain("FirstPort is 10001; set it to an even port");
        Should.Throw<ArgumentOutOfRangeException>(static () => new MediaEngineOptions { LastPort = 10_000 }).Message.ShouldContain("LastPort is 10000; set it to an odd port");
        Should.Throw<ArgumentException>(static () => new MediaEngine(new MediaEngineOptions { FirstPort = 30_000 }, TimeProvider.System)).Message.ShouldContain("30000 to 19999, which is none");
    }

    private sealed class Echo(MediaPort port) : IPacketHook
    {
        public int Count { get; private set; }

        public void Received(Span<byte> datagram, SocketAddress source, TimeSpan now)
        {
            Count++;
            datagram.Reverse();
            port.Send(datagram, source);
        }
    }

    private sealed class Throws : IPacketHook, IPaced
    {
        public void Received(Span<byte> datagram, SocketAddress source, TimeSpan now) => throw new InvalidOperationException("as asked");

        public void Tick(TimeSpan now, int turns) => throw new InvalidOperationException("as asked");
    }

    private sealed class Counting(int wanted, Action? then = null) : IPaced
    {
        private int _count;

        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Tick(TimeSpan now, int turns)
        {
            if (++_count == wanted)
            {
                Reached.TrySetResult();
                then?.Invoke();
            }
        }
    }
}
