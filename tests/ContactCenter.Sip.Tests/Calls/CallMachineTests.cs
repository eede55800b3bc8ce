using System.Globalization;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Transactions;

namespace ContactCenter.Sip.Tests.Calls;

/// <summary>What a call makes of what happens to it, and what it does by itself, as RFC 3261 sections 9 and 13 to 15 have it.</summary>
public sealed class CallMachineTests
{
    [Theory]
    [InlineData("1 response:180, 2 response:200, 9 bye", "1 TellProgress, 2 SendAck, TellEstablished, 9 TellEnded", "ByThem")]
    [InlineData("1 response:180, 2 response:200, 2.5 response:200, 9 hangup, 9.1 bye", "1 TellProgress, 2 SendAck, TellEstablished, 2.5 SendAck, 9 SendBye, TellEnded", "ByUs")] // the ACK was lost
    [InlineData("1 response:486", "1 TellEnded", "Refused")]
    [InlineData("32 timeout", "32 TellEnded", "NoResponse")]
    [InlineData("0 failure", "0 TellEnded", "Unreachable")]
    [InlineData("1 hangup, 2 response:180, 3 response:180, 4 response:487", "2 SendCancel, 4 TellEnded", "ByUs")] // no CANCEL before something has come back
    [InlineData("1 hangup, 2 response:100, 4 response:487", "2 SendCancel, 4 TellEnded", "ByUs")]
    [InlineData("1 hangup, 2 response:200, 3 response:200", "2 SendAck, SendBye, TellEnded, 3 SendAck, SendBye", "ByUs")] // they answered at once
    [InlineData("1 response:180, 2 hangup, 2.1 response:200", "1 TellProgress, 2 SendCancel, 2.1 SendAck, SendBye, TellEnded", "ByUs")] // they crossed
    [InlineData("1 response:180, 2 hangup", "1 TellProgress, 2 SendCancel, 34 TellEnded", "ByUs")] // nobody ends the INVITE
    [InlineData("1 response:180, 2 hangup, 3 response:486", "1 TellProgress, 2 SendCancel, 3 TellEnded", "ByUs")]
    [InlineData("1 response:180, 2 update, 3 offer, 4 response:200, 5 hangup", "1 TellProgress, 2 RefusePending, 3 TellOfferTooEarly, 4 SendAck, TellEstablished, 5 SendBye, TellEnded", "ByUs")]
    public void A_caller(string what, string expected, string end) => Played(isCaller: true, what).ShouldBe((expected, end));

    [Theory]
    [InlineData("1 answer:1, 1.1 ack, 9 bye", "1 SendAnswer, 1.1 TellEstablished, 9 TellEnded", "ByThem")]
    [InlineData("1 answer:1, 3 ack, 9 hangup", "1 SendAnswer, 1.5 SendAnswer, 2.5 SendAnswer, 3 TellEstablished, 9 SendBye, TellEnded", "ByUs")]
    [InlineData("1 answer:1", "1 SendAnswer, 1.5 SendAnswer, 2.5 SendAnswer, 4.5 SendAnswer, 8.5 SendAnswer, 12.5 SendAnswer, 16.5 SendAnswer, 20.5 SendAnswer, 24.5 SendAnswer, 28.5 SendAnswer, 32.5 SendAnswer, 33 SendBye, TellEnded", "NoResponse")]
    [InlineData("1 answer:1, 1.1 hangup, 1.2 ack", "1 SendAnswer, 1.2 SendBye, TellEnded", "ByUs")] // no BYE before the ACK
    [InlineData("1 answer:1, 1.1 hangup", "1 SendAnswer, 1.5 SendAnswer, 2.5 SendAnswer, 4.5 SendAnswer, 8.5 SendAnswer, 12.5 SendAnswer, 16.5 SendAnswer, 20.5 SendAnswer, 24.5 SendAnswer, 28.5 SendAnswer, 32.5 SendAnswer, 33 SendBye, TellEnded", "ByUs")]
    [InlineData("1 answer:1, 1.1 bye, 1.2 ack", "1 SendAnswer, 1.1 TellEnded", "ByThem")]
    [InlineData("1 answer:1, 1.1 cancel, 1.2 ack, 2 hangup", "1 SendAnswer, 1.2 TellEstablished, 2 SendBye, TellEnded", "ByUs")] // it comes too late
    [InlineData("1 refuse:486", "1 SendRefusal, TellEnded", "ByUs")]
    [InlineData("1 hangup", "1 SendRefusal, TellEnded", "ByUs")]
    [InlineData("1 cancel, 2 answer:1", "1 RefuseTerminated, TellEnded", "ByThem")] // the answer comes too late
    [InlineData("1 bye", "1 RefuseTerminated, TellEnded", "ByThem")]
    [InlineData("1 invite, 2 update, 3 offer, 4 refuse:603", "1 RefuseBusy, 2 RefuseBusy, 3 TellOfferTooEarly, 4 SendRefusal, TellEnded", "ByUs")]
    [InlineData("1 failure", "1 TellEnded", "Unreachable")]
    [InlineData("33 timeout, 34 answer:1", "33 SendRefusal, TellEnded", "NoResponse")] // nobody acknowledges a reliable provisional response
    public void A_callee(string what, string expected, string end) => Played(isCaller: false, what).ShouldBe((expected, end));

    [Theory]
    // Their offer.
    [InlineData("1 invite, 2 answer:1, 2.6 ack, 3 bye", "1 TellOffer, 2 SendAnswer, 2.5 SendAnswer, 3 TellEnded", "ByThem")]
    [InlineData("1 update, 2 answer:0, 3 update, 4 refuse:488, 5 bye", "1 TellOffer, 2 SendAnswer, 3 TellOffer, 4 SendRefusal, 5 TellEnded", "ByThem")] // nobody acknowledges an UPDATE
    [InlineData("1 invite, 2 invite, 3 answer:1, 3.2 ack, 3.3 invite, 4 bye", "1 TellOffer, 2 RefuseBusy, 3 SendAnswer, 3.3 TellOffer, 4 RefuseTerminated, TellEnded", "ByThem")]
    [InlineData("1 invite, 2 answer:1, 2.1 invite, 3 answer:1, 3.2 ack, 4 bye", "1 TellOffer, 2 SendAnswer, 2.1 TellOffer, 3 SendAnswer, 4 TellEnded", "ByThem")] // the ACK was lost, and the next one shows that the answer was not
    [InlineData("1 invite, 2 cancel, 3 answer:1, 4 bye", "1 TellOffer, 2 RefuseTerminated, 4 TellEnded", "ByThem")]
    [InlineData("1 invite, 2 answer:1", "1 TellOffer, 2 SendAnswer, 2.5 SendAnswer, 3.5 SendAnswer, 5.5 SendAnswer, 9.5 SendAnswer, 13.5 SendAnswer, 17.5 SendAnswer, 21.5 SendAnswer, 25.5 SendAnswer, 29.5 SendAnswer, 33.5 SendAnswer, 34 SendBye, TellEnded", "NoResponse")]
    // Ours.
    [InlineData("1 offer, 2 result:180, 3 result:200, 3.5 result:200, 4 bye", "1 SendOffer, 3 SendAck, TellOfferResult, 3.5 SendAck, 4 TellEnded", "ByThem")]
    [InlineData("1 offer, 2 result:488, 3 bye", "1 SendOffer, 2 TellOfferResult, 3 TellEnded", "ByThem")] // what was agreed before holds
    [InlineData("1 offer, 2 result:481", "1 SendOffer, 2 TellEnded", "Lost")]
    [InlineData("1 offer, 2 result:408", "1 SendOffer, 2 SendBye, TellEnded", "Lost")]
    [InlineData("1 offer, 33 timeout", "1 SendOffer, 33 SendBye, TellEnded", "NoResponse")]
    [InlineData("1 offer, 1 failure, 2 bye", "1 SendOffer, 1 TellOfferResult, 2 TellEnded", "ByThem")]
    [InlineData("1 offer, 2 offer, 3 result:200, 4 bye", "1 SendOffer, 3 SendAck, TellOfferResult, 3.5 SendOffer, 4 TellEnded", "ByThem")]
    [InlineData("1 invite, 1.1 offer, 1.2 answer:1, 1.65 ack, 3 result:200, 4 bye", "1 TellOffer, 1.2 SendAnswer, 2.1 SendOffer, 3 SendAck, TellOfferResult, 4 TellEnded", "ByThem")] // theirs first
    // Both at once: each refuses the other's, and ours goes out again when the time drawn is over, after theirs.
    [InlineData("1 offer, 1.1 invite, 1.2 result:491, 6 result:200, 7 bye", "1 SendOffer, 1.1 RefusePending, 4.2 SendOffer, 6 SendAck, TellOfferResult, 7 TellEnded", "ByThem")]
    [InlineData("1 offer, 1.2 result:491, 4 invite, 4.5 answer:1, 4.6 ack, 6 bye", "1 SendOffer, 4 TellOffer, 4.5 SendAnswer, 4.7 SendOffer, 6 TellEnded", "ByThem")]
    // The session's timer, of 90 s: 30 s of it are the margin.
    [InlineData("0 session:theirs", "60 SendBye, TellEnded", "Expired")]
    [InlineData("0 session:ours, 46 result:422", "45 SendRefresh, 46 TellOfferResult, 90 SendBye, TellEnded", "Expired")]
    [InlineData("0 session:ours, 44 offer, 45.2 result:200, 46 hangup", "44 SendOffer, 45.2 SendAck, TellOfferResult, 45.5 SendRefresh, 46 SendBye, TellEnded", "ByUs")]
    public void Inside_a_call(string what, string expected, string end)
    {
        foreach (var isCaller in new[] { true, false })
        {
            var (done, how) = Played(isCaller, what, CallPhase.Established);
            (done, how).ShouldBe((expected, end));
        }
    }

    /// <summary>What a call did and when, and how it ended, until it has nothing more to do.</summary>
    private static (string Done, string End) Played(bool isCaller, string what, CallPhase? phase = null)
    {
        var inputs = new Queue<(TimeSpan At, string What)>(what.Split(", ").Select(static word => word.Split(' ')).Select(static w => (TimeSpan.FromSeconds(double.Parse(w[0], CultureInfo.InvariantCulture)), w[1])));
        var done = new List<string>();
        var state = CallMachine.Start(isCaller);
        state = state with { Phase = phase ?? state.Phase };
        while (state.DueAt is not null || inputs.Count > 0)
        {
            var isDue = inputs.Count == 0 || state.DueAt <= inputs.Peek().At;
            var (at, word) = isDue ? (state.DueAt!.Value, "due") : inputs.Dequeue();
            if (word.StartsWith("session:", StringComparison.Ordinal))
            {
                state = CallMachine.WithSession(state, TimeSpan.FromSeconds(90), word == "session:ours", at);
                continue;
            }

            state = CallMachine.Step(state, InputOf(word), at, SipTimers.Default, out var actions);
            if (actions != CallActions.None)
            {
                done.Add(string.Create(CultureInfo.InvariantCulture, $"{at.TotalSeconds} {actions}"));
            }
        }

        state.Phase.ShouldBe(CallPhase.Ended);
        return (string.Join(", ", done), state.End.ToString());
    }

    private static CallInput InputOf(string word)
    {
        var status = word.Contains(':', StringComparison.Ordinal) ? int.Parse(word[(word.IndexOf(':', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture) : 0;
        return new CallInput(
            word.Split(':')[0] switch
            {
                "due" => CallInputKind.Due,
                "response" => CallInputKind.Response,
                "result" => CallInputKind.OfferResponse,
                "answer" => CallInputKind.Answer,
                "refuse" => CallInputKind.Refuse,
                "hangup" => CallInputKind.HangUp,
                "offer" => CallInputKind.Offer,
                "invite" => CallInputKind.TheirInvite,
                "update" => CallInputKind.TheirUpdate,
                "ack" => CallInputKind.Ack,
                "cancel" => CallInputKind.Cancel,
                "bye" => CallInputKind.Bye,
                "timeout" => CallInputKind.Timeout,
                "failure" => CallInputKind.Failure,
                _ => throw new ArgumentException(word),
            },
            status,
            TimeSpan.FromSeconds(3));
    }
}
