using FaultRunner;
using StubCarrier;

namespace Faults.Tests;

/// <summary>The judge must be able to say no.</summary>
public sealed class JudgeTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    private readonly List<LedgerLine> _ledger =
    [
        new("inbound", "SM1") { From = "+391", Body = "hello", At = Now },
        new("inbound-ack", "SM1") { Status = 200 },
        new("outbound", "SM2") { To = "+391", Body = "good day", At = Now },
    ];

    private readonly List<SaidNow> _timeline = [new(Now, "messageIn", "customer", "hello", null), new(Now, "messageOut", "Sofia", "good day", "sent")];
    private readonly List<AttentionNow> _attention = [];
    private readonly Guid _interaction = Guid.NewGuid();
    private readonly List<Answer> _answers = [];

    [Fact]
    public void What_is_in_order_is_good() => Faults().ShouldBeEmpty();

    [Fact]
    public void A_message_missing_in_the_history_is_lost()
    {
        _timeline.RemoveAt(0);
        Faults().ShouldHaveSingleItem().ShouldContain("is in no interaction");
    }

    [Fact]
    public void A_message_that_stands_twice_in_the_history_is_doubled()
    {
        _timeline.Add(_timeline[0]);
        Faults().ShouldHaveSingleItem().ShouldContain("2 times in the history");
    }

    [Fact]
    public void A_text_the_carrier_took_twice_is_doubled_unless_it_is_listed_as_unknown()
    {
        _ledger.Add(_ledger[2] with { Sid = "SM3" });
        Faults().ShouldHaveSingleItem().ShouldContain("took 2 times");

        _timeline[1] = _timeline[1] with { State = "unknown" };
        _attention.Add(new AttentionNow(Guid.NewGuid(), "message.unknown", "twilio-ambiguous", _interaction));
        Faults().ShouldBeEmpty();
    }

    [Fact]
    public void A_promised_answer_the_carrier_never_got_is_a_fault()
    {
        _answers.Add(new Answer("sofia", _interaction, Guid.NewGuid(), "hello", 1) { IsAcknowledged = true });
        Faults().ShouldHaveSingleItem().ShouldContain("never got it");
    }

    [Theory]
    [InlineData("waiting", "sofia")]
    [InlineData("closed", null)]
    public void An_interaction_no_agent_finished_is_a_fault(string status, string? agent) =>
        Faults(status, agent).ShouldHaveSingleItem().ShouldContain("No agent has finished");

    private IReadOnlyList<string> Faults(string status = "closed", string? agent = "sofia")
    {
        var summary = new SummaryNow(_interaction, status, agent, Now);
        var history = new History([new ConversationNow(summary, [new SessionNow(Guid.NewGuid(), "+39 1")], _timeline)], _attention);
        return new Judge(_ledger, history, _answers, [new Life(Life.Last, Now, TimeSpan.Zero, null)]).Judgement().Faults;
    }
}
