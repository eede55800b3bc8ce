using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Conduct;

namespace ContactCenter.Channels.Voice.Tests.Conduct;

public sealed class CallRulesTests
{
    private static readonly CallView Ringing = new() { CanRecord = true };
    private static readonly CallView Talking = new() { IsAnswered = true, Agents = [Bench.Anna], CanRecord = true };
    private static readonly CallView Asking = Talking with { IsHeld = true, Consulting = Bench.Anna };
    private static readonly CallView Watched = Talking with { Supervisors = [Bench.Sup] };

    public static TheoryData<string, string, string> Cells() => new()
    {
        { "hold", "ringing", "CC2403" }, { "hold", "talking", "" }, { "hold", "asking", "CC2404" },
        { "hold of another", "talking", "CC2402" }, { "mute", "talking", "" }, { "mute", "asking", "" }, { "mute", "ringing", "CC2403" },
        { "keys", "talking", "" }, { "bad keys", "talking", "CC2414" }, { "no keys", "talking", "CC2414" },
        { "ask bea", "talking", "" }, { "ask bea", "asking", "CC2404" }, { "ask nobody", "talking", "CC2407" }, { "ask both", "talking", "CC2407" },
        { "ask anna", "talking", "CC2408" }, { "ask sup", "watched", "CC2408" }, { "ask outside", "talking", "" },
        { "back", "talking", "CC2405" }, { "back", "asking", "" }, { "transfer", "asking", "CC2406" }, { "transfer", "answered", "" }, { "conference", "answered", "" },
        { "listen", "ringing", "CC2410" }, { "listen", "talking", "" }, { "barge", "watched", "" }, { "listen as agent", "talking", "CC2409" },
        { "anna listens", "talking", "CC2408" }, { "leave", "talking", "CC2402" }, { "leave", "watched", "" },
        { "record", "talking", "" }, { "record", "no store", "CC2416" },
        { "park", "talking", "" }, { "park", "asking", "CC2404" }, { "move", "talking", "" }, { "move", "ringing", "CC2403" },
        { "wait", "ringing", "" }, { "end", "ringing", "" }, { "join", "ringing", "" },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void Each_order_in_each_state_has_its_answer(string order, string state, string code) =>
        (CallRules.Check(OrderOf(order), ViewOf(state)).Code ?? "").ShouldBe(code);

    [Fact]
    public void Every_refusal_has_a_code_of_its_own_and_a_remedy_and_stands_in_the_page_of_errors()
    {
        var refusals = typeof(CallRefusals).GetFields().Select(static f => (CallOrderResult)f.GetValue(null)!).ToList();
        refusals.Select(static r => r.Code).ShouldBeUnique();
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "errors.md"));
        foreach (var refusal in refusals)
        {
            refusal.Message.Count(static c => c == '.').ShouldBeGreaterThanOrEqualTo(2, refusal.Message);
            page.ShouldContain($"| {refusal.Code} |");
        }
    }

    private static string Root()
    {
        var at = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(at, "ContactCenter.sln")))
        {
            at = Path.GetDirectoryName(at)!;
        }

        return at;
    }

    private static CallView ViewOf(string state) => state switch
    {
        "ringing" => Ringing,
        "talking" => Talking,
        "asking" => Asking,
        "answered" => Asking with { IsConsultAnswered = true },
        "watched" => Watched,
        "no store" => Talking with { CanRecord = false },
        _ => throw new ArgumentException(state, nameof(state)),
    };

    private static CallOrder OrderOf(string order)
    {
        var (tenant, call) = (Bench.Tenant, new CallId(DerivedId.From("call")));
        return order switch
        {
            "hold" => new CallOrder.Hold(Bench.Anna, true) { Tenant = tenant, Call = call },
            "hold of another" => new CallOrder.Hold(Bench.Bea, true) { Tenant = tenant, Call = call },
            "mute" => new CallOrder.Mute(Bench.Anna, true) { Tenant = tenant, Call = call },
            "keys" => new CallOrder.SendKeys(Bench.Anna, "1#") { Tenant = tenant, Call = call },
            "bad keys" => new CallOrder.SendKeys(Bench.Anna, "1x") { Tenant = tenant, Call = call },
            "no keys" => new CallOrder.SendKeys(Bench.Anna, "") { Tenant = tenant, Call = call },
            "ask bea" => new CallOrder.Consult(Bench.Anna, Bench.Bea, null) { Tenant = tenant, Call = call },
            "ask nobody" => new CallOrder.Consult(Bench.Anna, null, null) { Tenant = tenant, Call = call },
            "ask both" => new CallOrder.Consult(Bench.Anna, Bench.Bea, Address.Phone("+39061")) { Tenant = tenant, Call = call },
            "ask anna" => new CallOrder.Consult(Bench.Anna, Bench.Anna, null) { Tenant = tenant, Call = call },
            "ask sup" => new CallOrder.Consult(Bench.Anna, Bench.Sup, null) { Tenant = tenant, Call = call },
            "ask outside" => new CallOrder.Consult(Bench.Anna, null, Address.Phone("+39061")) { Tenant = tenant, Call = call },
            "back" => new CallOrder.EndConsult(Bench.Anna, ConsultEnd.Back) { Tenant = tenant, Call = call },
            "transfer" => new CallOrder.EndConsult(Bench.Anna, ConsultEnd.Transfer) { Tenant = tenant, Call = call },
            "conference" => new CallOrder.EndConsult(Bench.Anna, ConsultEnd.Conference) { Tenant = tenant, Call = call },
            "listen" => new CallOrder.Supervise(Bench.Sup, CallPart.Listener) { Tenant = tenant, Call = call },
            "barge" => new CallOrder.Supervise(Bench.Sup, CallPart.Barger) { Tenant = tenant, Call = call },
            "listen as agent" => new CallOrder.Supervise(Bench.Sup, CallPart.Agent) { Tenant = tenant, Call = call },
            "anna listens" => new CallOrder.Supervise(Bench.Anna, CallPart.Listener) { Tenant = tenant, Call = call },
            "leave" => new CallOrder.Supervise(Bench.Sup, null) { Tenant = tenant, Call = call },
            "record" => new CallOrder.Record("anna", true) { Tenant = tenant, Call = call },
            "park" => new CallOrder.Park(Bench.Anna) { Tenant = tenant, Call = call },
            "move" => new CallOrder.MoveTo(Bench.Anna, "anna-mobile") { Tenant = tenant, Call = call },
            "wait" => new CallOrder.Wait(Bench.Sales) { Tenant = tenant, Call = call },
            "end" => new CallOrder.End { Tenant = tenant, Call = call },
            "join" => new CallOrder.Join(Bench.Anna) { Tenant = tenant, Call = call },
            _ => throw new ArgumentException(order, nameof(order)),
        };
    }
}
