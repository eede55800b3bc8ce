using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Calls;

/// <summary>A center in memory that is called; the telephone itself is a fake.</summary>
internal sealed class CallCenter : IAsyncDisposable
{
    public static readonly Endpoint Line = new(CenterFixture.Acme, new EndpointId("line-faults"), ChannelKind.Voice, Address.Phone("+390699990000"));

    private CallCenter(FakeTelephony phones, MemoryCenter center) => (Phones, Center) = (phones, center);

    public FakeTelephony Phones { get; }

    public MemoryCenter Center { get; }

    public ICallDoor Door => Center.Services.GetRequiredService<ICallDoor>();

    public static async Task<CallCenter> StartAsync(Action<TenantOptions>? describe = null, Action<EndpointOptions>? endpoint = null, FakeTelephony? phones = null, Action<IContactCenterBuilder>? compose = null)
    {
        phones ??= new FakeTelephony();
        var center = new MemoryCenter(phones)
        {
            Others = [new FakeChannel(ChannelKind.Sms)],
            Compose = compose ?? (static _ => { }),
            Describe = t =>
            {
                t.AddEndpoint("line-faults", ChannelKind.Voice, Line.Address, endpoint ?? (static e => e.ToQueue("faults").Answers("Nobody is here.", "Too many are waiting.").Speaks("it")));
                describe?.Invoke(t);
            },
        };
        await center.StartAsync();
        return new CallCenter(phones, center);
    }

    /// <summary>Somebody calls.</summary>
    public async Task<CallAdmission> CallAsync(string id = "call-1", string? from = "+393331112222")
    {
        var admission = await Door.OfferAsync(new InboundCall { Endpoint = Line, ProviderId = id, From = from is null ? null : Address.Phone(from), DisplayName = "Ada", Trunk = "main" });
        admission.Status.ShouldBe(InboxStatus.Accepted);
        return admission;
    }

    /// <summary>Whom the call rings takes it on the telephone and talks.</summary>
    public async Task<InteractionView> TakenAsync(IDesk desk, CallAdmission call)
    {
        var ring = await OrderedAsync<CallOrder.Ring>(call.Call);
        await ReportAsync(call.Call, new CallReport.Answered());
        await Door.AnswerOfferAsync(CenterFixture.Acme, ring.Offer, ring.Agent, OfferAnswer.Accepted);
        await OrderedAsync<CallOrder.Join>(call.Call);
        await ReportAsync(call.Call, new CallReport.Joined(ring.Agent));
        return await Center.UntilAsync(async () => await InteractionAsync(desk, call) is { MayWrite: true, Call.Agents: [_] } v ? v : null, "the agent has the call");
    }

    public async Task ReportAsync(CallId call, params CallReport[] reports)
    {
        foreach (var report in reports)
        {
            (await Door.ReportAsync(CenterFixture.Acme, call, report)).ShouldBe(InboxStatus.Accepted);
        }
    }

    /// <summary>The caller presses keys.</summary>
    public async Task KeyAsync(CallAdmission call, string keys, MessageId? of = null, string from = "+393331112222") =>
        (await Center.ReceiveAsync(new InboundMessage
        {
            Endpoint = Line,
            ProviderId = Guid.NewGuid().ToString("N"),
            From = Address.Phone(from),
            Text = keys,
            Thread = call.Call.Thread,
            Form = AnswerForm.Keys,
            ChosenFrom = of,
        })).Status.ShouldBe(InboxStatus.Accepted);

    /// <summary>The next order of a kind, that is about a call.</summary>
    public async Task<T> OrderedAsync<T>(CallId call, int skip = 0)
        where T : CallOrder =>
        await Center.UntilAsync(() => Task.FromResult(Phones.Orders.OfType<T>().Where(o => o.Call == call).Skip(skip).FirstOrDefault()), $"the order {typeof(T).Name}");

    /// <summary>What was said last.</summary>
    public async Task<OutboundMessage> SaidAsync(int count) =>
        await Center.UntilAsync(() => Task.FromResult(Phones.Sent.Count >= count ? Phones.Sent[count - 1] : null), $"text {count} is said");

    public async Task<InteractionView> InteractionAsync(IDesk desk, CallAdmission call) => await Center.UntilAsync(
        async () => Center.Tenant?.Views.Calls.Find(call.Call)?.Interaction is { } id ? await desk.InteractionAsync(id) : null, "the call has its interaction");

    public IReadOnlyList<string> Kinds(CallId call) => [.. Center.Entries.Where(e => e.Machine.ToString() == $"call/{call.Thread}").Select(static e => e.Entry.Kind)];

    public ValueTask DisposeAsync() => Center.DisposeAsync();
}
