using System.Diagnostics.Metrics;
using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Conduct;
using ContactCenter.Channels.Voice.Lines;
using ContactCenter.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactCenter.Channels.Voice.Tests.Conduct;

/// <summary>One call in virtual time: the stack, the center and everybody's telephone are the test's.</summary>
internal sealed class Bench : IEndpointDirectory
{
    public static readonly TenantId Tenant = new("acme");
    public static readonly Endpoint Number = new(Tenant, new EndpointId("line"), ChannelKind.Voice, Address.Phone("+390612345678"));
    public static readonly QueueId Sales = new("sales");
    public static readonly AgentId Anna = new("anna");
    public static readonly AgentId Bea = new("bea");
    public static readonly AgentId Sup = new("sup");

    private readonly List<FakeStage> _stages = [];
    private int _ids;

    public Bench(Func<ConductRules, ConductRules>? change = null)
    {
        var rules = new ConductRules();
        Time.Describe = () => string.Join(Environment.NewLine, Center.Reports);
        Switchboard = new Switchboard(new Equipment
        {
            Telephone = Telephone,
            Phones = Phones,
            Prompts = Prompts,
            Stages = () =>
            {
                var stage = new FakeStage(Time, Prompts);
                _stages.Add(stage);
                return stage;
            },
            Outside = new Emergencies(),
            Door = Center,
            Inbox = Center,
            Recordings = Center,
            Rules = change?.Invoke(rules) ?? rules,
            Time = Time,
            Logger = NullLogger.Instance,
            Metrics = new ConductMetrics(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>()),
            Parking = new ParkingLot(2),
            Internal = new InternalCalls(Time, NullLogger.Instance),
        }, this);
    }

    public VirtualTime Time { get; } = new();

    public FakeTelephone Telephone { get; } = new();

    public FakePhones Phones { get; } = new();

    public FakePrompts Prompts { get; } = new();

    public FakeCenter Center { get; } = new();

    public Switchboard Switchboard { get; }

    /// <summary>The mix of the last call.</summary>
    public FakeStage Stage => _stages[^1];

    public CallId Call => Center.Call;

    public IReadOnlyCollection<Endpoint> All(ChannelKind channel) => [Number];

    public Endpoint? Find(ChannelKind channel, Address address) => address == Number.Address ? Number : null;

    /// <summary>Waits until something is so, and lets time pass meanwhile where <paramref name="step"/> says.</summary>
    public Task Until(Func<bool> isSo, string what, TimeSpan step = default) => Time.UntilAsync(isSo, what, step);

    /// <summary>The same while seconds pass, a tenth each.</summary>
    public Task Later(Func<bool> isSo, string what) => Time.UntilAsync(isSo, what, TimeSpan.FromMilliseconds(100));

    /// <summary>Everything that is under way has come to rest, and nothing of this is so.</summary>
    public async Task Never(Func<bool> isSo, TimeSpan within, string what)
    {
        var until = Time.GetUtcNow() + within;
        await Time.UntilAsync(() => isSo() || Time.GetUtcNow() >= until, $"{within} pass", TimeSpan.FromMilliseconds(Math.Max(100, within.TotalMilliseconds / 100)));
        isSo().ShouldBeFalse(what);
    }

    /// <summary>A customer calls; returns once it rings.</summary>
    public async Task<FakeCall> CallInAsync(string from = "+393331234567")
    {
        var call = new FakeCall("trunk", from, Number.Address.Value);
        await Switchboard.CalledAsync(call);
        await Until(() => call.Rings, "it rings");
        return call;
    }

    /// <summary>The same; the caller waits in a queue then, with music.</summary>
    public async Task<FakeCall> WaitingAsync()
    {
        var call = await CallInAsync();
        (await OrderAsync(new CallOrder.Wait(Sales) { Tenant = Tenant, Call = Call })).IsDone.ShouldBeTrue();
        await Until(() => Stage.Caller.Background == "music:sales", "music");
        return call;
    }

    /// <summary>The same; an agent talks with the caller then.</summary>
    public async Task<(FakeCall Caller, FakeCall Agent)> TalkingAsync(AgentId? agent = null)
    {
        var caller = await WaitingAsync();
        return (caller, await JoinAsync(agent ?? Anna));
    }

    /// <summary>An agent is connected on the own telephone.</summary>
    public async Task<FakeCall> JoinAsync(AgentId agent)
    {
        (await OrderAsync(new CallOrder.Join(agent) { Tenant = Tenant, Call = Call })).IsDone.ShouldBeTrue();
        var phone = await RingingAsync(agent.Value);
        phone.PickUp();
        await Until(() => Has(new CallReport.Joined(agent)), "joined");
        return phone;
    }

    /// <summary>A telephone that is called.</summary>
    public async Task<FakeCall> RingingAsync(string to)
    {
        await Until(() => Telephone.To(to) is { IsLetGo: false }, $"{to} is called");
        return Telephone.To(to)!;
    }

    public async Task<OfferId> RingAsync(AgentId agent, TimeSpan? within = null)
    {
        var offer = new OfferId(DerivedId.From("offer", $"{++_ids}"));
        (await OrderAsync(new CallOrder.Ring(offer, agent, Time.GetUtcNow() + (within ?? TimeSpan.FromSeconds(30))) { Tenant = Tenant, Call = Call })).IsDone.ShouldBeTrue();
        return offer;
    }

    public async Task<CallOrderResult> OrderAsync(CallOrder order) => await Switchboard.OrderAsync(order, CancellationToken.None);

    public async Task<SendOutcome> SayAsync(string text, KeyPlan? keys = null) => await Switchboard.SendAsync(
        new OutboundMessage
        {
            Id = new MessageId(DerivedId.From("message", $"{++_ids}")),
            Endpoint = Number,
            To = Address.Phone("+393331234567"),
            Text = text,
            Thread = Call.Thread,
            Spoken = new SpokenPlan("en") { Keys = keys },
        }, CancellationToken.None);

    public bool Has(CallReport report) => Center.Reports.Contains(report);

    /// <summary>How the call ended; waits for it.</summary>
    public async Task<CallReport.Ended> EndedAsync()
    {
        await Until(() => Center.Reports.OfType<CallReport.Ended>().Any(), "ended");
        await Until(() => Switchboard.Count == 0, "nobody conducts it");
        return Center.Reports.OfType<CallReport.Ended>().ShouldHaveSingleItem();
    }

    private sealed class Emergencies : ILineCheck
    {
        public CallOrderResult Check(string number) => CallOrderResult.Done;

        public bool IsEmergency(string number) => number.Replace("-", "", StringComparison.Ordinal) == "112";
    }
}
