using System.Threading.Channels;
using ContactCenter;
using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Testing;
using Endpoint = ContactCenter.Channels.Endpoint;

namespace TelephoneHost;

/// <summary>Both ends of the telephone: who calls does so here, and what the center orders happens at once, one thing after the other.</summary>
internal sealed class Line : BackgroundService
{
    public static readonly TenantId Tenant = new("acme");

    public static readonly Endpoint Endpoint = new(Tenant, new EndpointId("line"), ChannelKind.Voice, Address.Phone("+390699990000"));

    /// <summary>Where callers leave messages.</summary>
    public static readonly Endpoint Night = new(Tenant, new EndpointId("night"), ChannelKind.Voice, Address.Phone("+390699990001"));

    private const int Rate = 8_000;

    private readonly Channel<CallOrder> _orders = Channel.CreateUnbounded<CallOrder>();
    private readonly ICallDoor _door;
    private readonly IInbox _inbox;
    private readonly ICallRecordings _recordings;
    private readonly HashSet<CallId> _answered = [];
    private InboundCall? _caller;
    private CallId _call;
    private AgentId? _agent;
    private ICallRecording? _recording;

    public Line(FakeTelephony phones, ICallDoor door, IInbox inbox, ICallRecordings recordings)
    {
        (_door, _inbox, _recordings) = (door, inbox, recordings);
        phones.Obey = order =>
        {
            _orders.Writer.TryWrite(order);
            return CallOrderResult.Done;
        };
    }

    /// <summary>Somebody calls.</summary>
    public async Task CallAsync(string from)
    {
        _caller = new InboundCall { Endpoint = Endpoint, ProviderId = Guid.NewGuid().ToString("N"), From = Address.Phone(from), Trunk = "main" };
        _call = (await _door.OfferAsync(_caller)).Call;
    }

    /// <summary>Somebody calls and leaves a message.</summary>
    public async Task LeaveMessageAsync(string from) =>
        await _door.OfferAsync(new InboundCall { Endpoint = Night, ProviderId = Guid.NewGuid().ToString("N"), From = Address.Phone(from), Trunk = "main" });

    /// <summary>The caller presses keys.</summary>
    public async Task KeyAsync(string keys) => await _inbox.ReceiveAsync(new InboundMessage
    {
        Endpoint = Endpoint,
        ProviderId = Guid.NewGuid().ToString("N"),
        From = _caller!.From!,
        Text = keys,
        Thread = _call.Thread,
        Form = AnswerForm.Keys,
    });

    /// <summary>Who is called by the center picks up.</summary>
    public async Task PickUpAsync()
    {
        await TellAsync(_call, new CallReport.Answered(AnsweredBy.Person));
        await TellAsync(_call, new CallReport.Joined(_agent!.Value));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var order in _orders.Reader.ReadAllAsync(stoppingToken))
        {
            await ObeyAsync(order);
        }
    }

    private Task ObeyAsync(CallOrder order) => order switch
    {
        CallOrder.Wait when _answered.Add(order.Call) => TellAsync(order.Call, new CallReport.Answered()),
        CallOrder.Join x => TellAsync(x.Call, new CallReport.Joined(x.Agent)),
        CallOrder.LetGo x => TellAsync(x.Call, new CallReport.Left(x.Agent)),
        CallOrder.Dial x => DialAsync(x),
        CallOrder.Hold { IsHeld: true } x => TellAsync(x.Call, new CallReport.Held(x.By)),
        CallOrder.Hold x => TellAsync(x.Call, new CallReport.Resumed(x.By)),
        CallOrder.Consult x => TellAsync(x.Call, new CallReport.Held(x.By), new CallReport.Consulted(x.By, x.Colleague, x.Outside)),
        CallOrder.EndConsult x => TellAsync(x.Call, new CallReport.Resumed(x.By)),
        CallOrder.Park x => TellAsync(x.Call, new CallReport.Parked(x.By, "701"), new CallReport.Left(x.By)),
        CallOrder.Supervise { Part: { } part } x => TellAsync(x.Call, new CallReport.Joined(x.By, part)),
        CallOrder.Supervise x => TellAsync(x.Call, new CallReport.Left(x.By)),
        CallOrder.Mute x => TellAsync(x.Call, new CallReport.Muted(x.By, x.IsMuted)),
        CallOrder.PickUp x => TellAsync(x.Call, new CallReport.Joined(x.By)),
        CallOrder.TakeMessage x => TakeMessageAsync(x.Call),
        CallOrder.Record x => RecordAsync(x),
        CallOrder.End x => EndAsync(x.Call),
        _ => Task.CompletedTask,
    };

    private Task DialAsync(CallOrder.Dial order)
    {
        (_call, _agent) = (order.Call, order.Agent);
        return TellAsync(order.Call, new CallReport.Dialled("main"), new CallReport.Ringing());
    }

    /// <summary>The caller speaks for three seconds and hangs up.</summary>
    private async Task TakeMessageAsync(CallId call)
    {
        await TellAsync(call, new CallReport.Answered());
        await using (var message = await _recordings.BeginAsync(Tenant, call, Rate, "caller", isMessage: true))
        {
            message?.Write(Tone(440), new short[3 * Rate]);
        }

        await TellAsync(call, new CallReport.Ended(CallCause.Customer));
    }

    private async Task RecordAsync(CallOrder.Record order)
    {
        if (_recording is null)
        {
            _recording = await _recordings.BeginAsync(Tenant, order.Call, Rate, order.By);
            _recording?.Write(Tone(440), Tone(330));
        }
        else
        {
            await (order.IsOn ? _recording.ResumeAsync(order.By) : _recording.PauseAsync(order.By));
        }
    }

    private async Task EndAsync(CallId call)
    {
        await (_recording?.DisposeAsync() ?? ValueTask.CompletedTask);
        _recording = null;
        await TellAsync(call, new CallReport.Ended(CallCause.Center) { Status = 200, Quality = new CallQuality(4.3, 0.1, 2, 24) });
    }

    private async Task TellAsync(CallId call, params CallReport[] reports)
    {
        foreach (var report in reports)
        {
            await _door.ReportAsync(Tenant, call, report);
        }
    }

    private static short[] Tone(int hertz) => [.. Enumerable.Range(0, 3 * Rate).Select(i => (short)(6_000 * Math.Sin(2 * Math.PI * hertz * i / Rate)))];
}
