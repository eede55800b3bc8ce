using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Tests.Recordings;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Golden;

/// <summary>Somebody calls and does not wait, somebody leaves a message and somebody none; an agent calls a customer, and everything happens in that call.</summary>
internal static class GoldenCalls
{
    public static Endpoint Line { get; } = new(CenterFixture.Acme, new EndpointId("line-faults"), ChannelKind.Voice, Address.Phone("+390699990000"));

    /// <summary>A line at which callers leave messages.</summary>
    public static Endpoint Night { get; } = new(CenterFixture.Acme, new EndpointId("line-night"), ChannelKind.Voice, Address.Phone("+390699990001"));

    public static async Task LeaveMessagesAsync(GoldenCenter center)
    {
        var door = center.Services.GetRequiredService<ICallDoor>();
        var silent = await door.OfferAsync(new InboundCall { Endpoint = Night, ProviderId = "call-2", From = Address.Phone("+393330000071") });
        await center.WrittenAsync("voice-message.asked");
        await door.ReportAsync(CenterFixture.Acme, silent.Call, new CallReport.Ended(CallCause.Customer));
        await center.WrittenAsync("voice-message.missed");

        var from = Address.Phone("+393330000072");
        var speaks = await door.OfferAsync(new InboundCall { Endpoint = Night, ProviderId = "call-3", From = from });
        await center.WrittenAsync("voice-message.asked", before: 1);
        var customer = await center.Tenant.Storage.Customers.IdentifyAsync(from);
        var interaction = center.Tenant.Views.Interactions.OfSession(speaks.Session);
        center.Services.GetRequiredService<FakeCalls>().All[speaks.Call] = new ContactCenter.Recordings.CallFacts(customer, speaks.Session, interaction, Night.Id);
        await using (var recording = (await center.Services.GetRequiredService<ICallRecordings>().BeginAsync(CenterFixture.Acme, speaks.Call, Sound.Rate, "caller", isMessage: true))!)
        {
            var voice = Enumerable.Range(0, 2 * Sound.Rate).Select(static i => (short)(5_000 * Math.Sin(i / 3.0))).ToArray();
            recording.Write(voice, new short[voice.Length]);
        }

        foreach (var report in new CallReport[] { new CallReport.Dialled(""), new CallReport.Answered(AnsweredBy.Person), new CallReport.Ended(CallCause.Customer) })
        {
            (await door.NoteInternalAsync(new CallId(DerivedId.From("golden", "internal")), new AgentId("anna"), new AgentId("bruno"), report)).ShouldBe(InboxStatus.Accepted);
            (await door.NoteEmergencyAsync(new CallId(DerivedId.From("golden", "help")), new AgentId("anna"), "112", report)).ShouldBe(InboxStatus.Accepted);
        }

        await center.WrittenAsync("voice-message.left");
        await door.ReportAsync(CenterFixture.Acme, speaks.Call, new CallReport.Ended(CallCause.Center));
    }

    public static async Task RunAsync(GoldenCenter center, InteractionView bruno)
    {
        var door = center.Services.GetRequiredService<ICallDoor>();
        var abandoned = await door.OfferAsync(new InboundCall { Endpoint = Line, ProviderId = "call-1", From = Address.Phone("+393330000070"), DisplayName = "Ada", DivertedFrom = Address.Phone("+390611110000"), Trunk = "main" });
        await door.ReportAsync(CenterFixture.Acme, abandoned.Call, new CallReport.Ended(CallCause.Abandoned));

        await center.DoAsync("bruno", new DeskCommand.PlaceCall(bruno.Summary.Interaction, Line.Id, Address.Phone("+393330000090")));
        var call = (await center.UntilAsync(async () => (await center.Desk("bruno").InteractionAsync(bruno.Summary.Interaction))?.Call, "the call is ordered")).Call;
        AgentId agent = new("bruno"), colleague = new("anna");
        foreach (var report in new CallReport[]
        {
            new CallReport.Dialled("main"),
            new CallReport.Ringing(),
            new CallReport.Answered(AnsweredBy.Person),
            new CallReport.Joined(agent),
            new CallReport.Held(agent),
            new CallReport.Resumed(agent),
            new CallReport.Consulted(agent, null, Address.Phone("+390655550000")),
            new CallReport.Transferred(agent),
            new CallReport.Joined(colleague, CallPart.Whisperer),
            new CallReport.Left(colleague, IsLost: true),
            new CallReport.Muted(agent, true),
            new CallReport.Parked(agent, "701"),
            new CallReport.Returned(agent),
            new CallReport.Ended(CallCause.Customer) { Status = 200, Quality = new CallQuality(4.3, 0.5, 2.25, 31.5) },
        })
        {
            (await door.ReportAsync(CenterFixture.Acme, call, report)).ShouldBe(InboxStatus.Accepted, $"{report}");
        }
    }
}
