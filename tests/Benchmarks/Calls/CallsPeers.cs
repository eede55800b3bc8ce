using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Endpoints;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Registrations;
using ContactCenter.Sip.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactCenter.Benchmarks.Calls;

/// <summary>
/// Callers and the agents' telephones, in a process of their own, on our stack's signalling; their sound is that of <see cref="Mirror"/>. Calls begin when they are due, whatever became of those
/// before. For each line <c>RATE SECONDS HOLD</c> it reads it calls so, and tells what it saw once every call is over; <c>invites FILE</c> writes when which telephone was called and answered.
/// </summary>
internal sealed class CallsPeers : ISipApplication, IAsyncDisposable
{
    public const string Verb = "calls-peers";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly byte[] Key = "Signal=1\r\nDuration=160\r\n"u8.ToArray();

    private readonly int _soundPort;
    private readonly int _ports;
    private readonly TimeSpan _press;
    private readonly SipEndpoint _trunk;
    private readonly SipEndpoint _phones;
    private readonly List<SipRegistration> _registrations = [];
    private readonly ConcurrentQueue<string> _invites = new();
    private long _calls = 3_330_000_000;
    private int _sounds;
    private int _isRinging; // telephones in a call

    private CallsPeers(int soundPort, int ports, TimeSpan press)
    {
        (_soundPort, _ports, _press) = (soundPort, ports, press);
        (_trunk, _phones) = (Listening(), Listening());
    }

    public static async Task<int> RunAsync(Settings settings)
    {
        var (soundPort, ports, press) = (settings.Whole("sound", 0), settings.Whole("ports", 4), settings.Number("press", 0.3));
        settings.Check();
        await using var peers = new CallsPeers(soundPort, ports, TimeSpan.FromSeconds(press));
        Console.WriteLine(peers._trunk.Listening[0].Address);
        var (center, agents) = (SipUri.Parse("sip:x@localhost"), 0);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            switch (line.Split(' '))
            {
                case ["register", var address, var count]:
                    (center, agents) = (SipUri.Parse($"sip:{CallsHost.Number}@{address}"), int.Parse(count, CultureInfo.InvariantCulture));
                    await peers.RegisterAsync(address, agents);
                    Console.WriteLine("registered");
                    break;
                case ["invites", var file]:
                    await File.WriteAllLinesAsync(file, peers._invites);
                    peers._invites.Clear();
                    Console.WriteLine("written");
                    break;
                case ["figures"]:
                    Console.WriteLine(JsonSerializer.Serialize(HostFigures.Now(collects: false)));
                    break;
                case [var rate, var seconds, var hold]:
                    Console.WriteLine(JsonSerializer.Serialize(await peers.CallAsync(center, Parse(rate), Parse(seconds), TimeSpan.FromSeconds(Parse(hold)))));
                    break;
            }
        }

        return 0;

        static double Parse(string number) => double.Parse(number, CultureInfo.InvariantCulture);
    }

    public async Task CalledAsync(SipCall call, CancellationToken cancellationToken)
    {
        var arrived = DateTime.UtcNow.Ticks;
        var agent = call.Invite.Uri.User;
        Interlocked.Increment(ref _isRinging);
        await call.ProgressAsync(180, cancellationToken: cancellationToken);
        var answered = await call.AnswerAsync(response => response.Body(Sound(), "application/sdp"), cancellationToken);
        _invites.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{agent},{arrived},{(answered ? DateTime.UtcNow.Ticks : 0)}"));
        await foreach (var e in call.Events.WithCancellation(cancellationToken))
        {
            await AnswerAsync(call, e, cancellationToken);
        }

        Interlocked.Decrement(ref _isRinging);
    }

    public async ValueTask DisposeAsync()
    {
        await _trunk.DisposeAsync();
        await _phones.DisposeAsync();
    }

    private SipEndpoint Listening()
    {
        var options = new SipEndpointOptions { SessionInterval = null };
        options.Listen.Add(new SipListenOptions(SipTransportKind.Udp, new IPEndPoint(IPAddress.Loopback, 0)));
        var endpoint = new SipEndpoint(options, this, TimeProvider.System, NullLoggerFactory.Instance);
        endpoint.Start();
        return endpoint;
    }

    private async Task RegisterAsync(string center, int agents)
    {
        for (var i = 0; i < agents; i++)
        {
            var registration = new SipRegistration(
                _phones,
                new SipRegistrationOptions
                {
                    Registrar = SipUri.Parse($"sip:{center}"),
                    Address = SipUri.Parse($"sip:{CallsHost.Agent(i)}@contactcenter"),
                    Credentials = SipCredentials.Of(CallsHost.Agent(i), CallsHost.Password),
                    Expires = TimeSpan.FromHours(1),
                },
                TimeProvider.System);
            await foreach (var state in registration.Changes)
            {
                if (state == SipRegistrationState.Registered)
                {
                    break;
                }
            }

            _registrations.Add(registration);
        }
    }

    private async Task<CallsSeen> CallAsync(SipUri center, double rate, double seconds, TimeSpan hold)
    {
        var (seen, calls, begun) = (new CallsSeen(), new List<Task>(), Stopwatch.GetTimestamp());
        for (var i = 0; i < rate * seconds; i++)
        {
            var due = begun + (long)(i * Stopwatch.Frequency / rate);
            while (Stopwatch.GetTimestamp() < due)
            {
                await Task.Delay(1);
            }

            calls.Add(Task.Run(() => OneAsync(center, hold, due, seen)));
        }

        seen.CallingSeconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await Task.WhenAll(calls);
        seen.Finish(calls.Count, _isRinging);
        return seen;
    }

    /// <summary>One caller: is answered, presses the key, listens and talks, and hangs up.</summary>
    private async Task OneAsync(SipUri center, TimeSpan hold, long due, CallsSeen seen)
    {
        using var patience = new CancellationTokenSource(hold + Patience);
        try
        {
            var number = Interlocked.Increment(ref _calls);
            var call = await _trunk.CallAsync(center, SipAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"<sip:+39{number}@{_trunk.Listening[0].Address}>")), invite => invite.Body(Sound(), "application/sdp"), cancellationToken: patience.Token);
            var (isAnswered, isOurs) = (false, false);
            await foreach (var e in call.Events.WithCancellation(patience.Token))
            {
                switch (e)
                {
                    case SipCallEvent.Progressed { Response.Status: 180 }:
                        seen.Ringing.Add(due);
                        break;
                    case SipCallEvent.Established:
                        seen.Answered.Add(due);
                        isAnswered = true;
                        _ = TalkAsync(call, hold, () => isOurs = true, seen);
                        break;
                    case SipCallEvent.Ended ended:
                        if (!isAnswered || !isOurs)
                        {
                            seen.Fail(isAnswered ? $"hung up by the center ({ended.End})" : $"not answered ({ended.End} {(ended.By as SipResponse)?.Status})");
                        }

                        break;
                    default:
                        await AnswerAsync(call, e, patience.Token);
                        break;
                }
            }
        }
        catch (OperationCanceledException)
        {
            seen.Fail("not over in time");
        }
    }

    private async Task TalkAsync(SipCall call, TimeSpan hold, Action ending, CallsSeen seen)
    {
        await Task.Delay(_press);
        if ((await call.RequestAsync(SipMethod.Info, static info => info.Body(Key, "application/dtmf-relay")))?.Status is not 200 and var status)
        {
            seen.Fail($"the key was answered {status}");
        }

        if (hold > _press)
        {
            await Task.Delay(hold - _press);
        }

        ending();
        await call.HangUpAsync();
    }

    private static Task AnswerAsync(SipCall call, SipCallEvent e, CancellationToken cancellationToken) => e switch
    {
        SipCallEvent.Offered offered => call.AnswerOfferAsync(response => response.Body(offered.Request.Body, "application/sdp"), cancellationToken),
        SipCallEvent.Requested requested => requested.Request.AnswerAsync(200, cancellationToken: cancellationToken),
        _ => Task.CompletedTask,
    };

    private byte[] Sound()
    {
        var port = _soundPort + (2 * (Interlocked.Increment(ref _sounds) % _ports));
        return Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"v=0\r\no=peer {port} 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio {port} RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\n"));
    }
}
