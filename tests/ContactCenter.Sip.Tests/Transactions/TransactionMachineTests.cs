using System.Globalization;
using ContactCenter.Sip.Transactions;

namespace ContactCenter.Sip.Tests.Transactions;

/// <summary>What each machine does by itself and when, as RFC 3261 section 17 and RFC 6026 have it.</summary>
public sealed class TransactionMachineTests
{
    [Theory]
    [InlineData("InviteClient", false, "0 Send, 0.5 Send, 1.5 Send, 3.5 Send, 7.5 Send, 15.5 Send, 31.5 Send, 32 TellTimeout")] // A doubles without a limit, B
    [InlineData("InviteClient", true, "0 Send, 32 TellTimeout")]
    [InlineData("Client", false, "0 Send, 0.5 Send, 1.5 Send, 3.5 Send, 7.5 Send, 11.5 Send, 15.5 Send, 19.5 Send, 23.5 Send, 27.5 Send, 31.5 Send, 32 TellTimeout")] // E doubles up to T2, F
    [InlineData("Client", true, "0 Send, 32 TellTimeout")]
    [InlineData("InviteServer", false, "0 Deliver, 0.2 SendTrying")]
    [InlineData("Server", false, "0 Deliver")]
    public void Nobody_answers(string kind, bool isReliable, string expected) => Played(Enum.Parse<TransactionKind>(kind), isReliable, "").ShouldBe(expected);

    [Theory]
    // Our INVITE.
    [InlineData("InviteClient", false, "0.1 180, 5 200, 5.5 200, 40 200", "0 Send, 0.1 Deliver, 5 Deliver, 5.5 Deliver")] // M is 32 s: what comes later is nobody's
    [InlineData("InviteClient", false, "0.1 180, 5 486, 5.5 486, 38 486", "0 Send, 0.1 Deliver, 5 SendAck, Deliver, 5.5 SendAck")] // D is 32 s
    [InlineData("InviteClient", true, "5 486, 5.5 486", "0 Send, 5 SendAck, Deliver")] // D is 0 where nothing is repeated
    [InlineData("InviteClient", false, "5 200, 6 486, 7 180", "0 Send, 0.5 Send, 1.5 Send, 3.5 Send, 5 Deliver")] // after an answer no refusal
    [InlineData("InviteClient", false, "0.1 100, 100 180, 180 200", "0 Send, 0.1 Deliver, 100 Deliver, 180 Deliver")] // it may ring for as long as it likes
    [InlineData("InviteClient", false, "0.1 failed, 1 200", "0 Send, 0.1 TellFailure")]
    // Another request of ours.
    [InlineData("Client", false, "0.1 100, 9 200, 9.5 200", "0 Send, 0.1 Deliver, 0.5 Send, 4.5 Send, 8.5 Send, 9 Deliver")] // after a provisional one, every T2
    [InlineData("Client", false, "0.1 404, 0.2 404, 5.2 404", "0 Send, 0.1 Deliver")] // K
    [InlineData("Client", false, "0.1 100", "0 Send, 0.1 Deliver, 0.5 Send, 4.5 Send, 8.5 Send, 12.5 Send, 16.5 Send, 20.5 Send, 24.5 Send, 28.5 Send, 32 TellTimeout")] // F also then
    // An INVITE of theirs.
    [InlineData("InviteServer", false, "0.1 180, 0.5 request, 1 486, 1.1 request, 1.2 ack, 1.3 request, 1.4 ack", "0 Deliver, 0.1 Send, 0.5 Send, 1 Send, 1.1 Send")]
    [InlineData("InviteServer", false, "1 486", "0 Deliver, 0.2 SendTrying, 1 Send, 1.5 Send, 2.5 Send, 4.5 Send, 8.5 Send, 12.5 Send, 16.5 Send, 20.5 Send, 24.5 Send, 28.5 Send, 32.5 Send, 33 TellTimeout")] // G, H
    [InlineData("InviteServer", true, "1 486", "0 Deliver, 0.2 SendTrying, 1 Send, 33 TellTimeout")]
    [InlineData("InviteServer", false, "0.1 request, 0.3 request", "0 Deliver, 0.2 SendTrying, 0.3 Send")] // the copy before anything was said says nothing
    [InlineData("InviteServer", false, "0.1 200, 0.6 200, 0.7 request, 0.8 ack, 33 ack", "0 Deliver, 0.1 Send, 0.6 Send, 0.8 Deliver")] // L: copies of the INVITE are taken in, the user repeats its 2xx
    [InlineData("InviteServer", false, "0.1 200, 0.2 failed, 0.6 200", "0 Deliver, 0.1 Send, 0.2 TellFailure, 0.6 Send")] // RFC 6026 section 8.7
    [InlineData("InviteServer", false, "0.1 200, 0.2 486", "0 Deliver, 0.1 Send")]
    [InlineData("InviteServer", false, "0.1 486, 0.2 failed, 0.3 request", "0 Deliver, 0.1 Send, 0.2 TellFailure")]
    // Another request of theirs.
    [InlineData("Server", false, "0.1 request, 1 200, 2 request, 3 500, 32.9 request, 33.1 request", "0 Deliver, 1 Send, 2 Send, 32.9 Send")] // J
    [InlineData("Server", false, "0.1 100, 0.2 request, 1 200", "0 Deliver, 0.1 Send, 0.2 Send, 1 Send")]
    [InlineData("Server", true, "1 200, 2 request", "0 Deliver, 1 Send")] // J is 0
    public void Somebody_does(string kind, bool isReliable, string what, string expected) => Played(Enum.Parse<TransactionKind>(kind), isReliable, what).ShouldBe(expected);

    [Fact]
    public void A_time_that_passes_in_one_leap_repeats_once_and_not_for_each_time_missed()
    {
        var state = TransactionMachine.Start(TransactionKind.Client, isReliable: false, TimeSpan.Zero, SipTimers.Default, out _);
        state = TransactionMachine.Step(state, TransactionInput.Due, TimeSpan.FromSeconds(20), SipTimers.Default, out var actions);
        (actions, state.RepeatsAt).ShouldBe((TransactionActions.Send, TimeSpan.FromSeconds(21)));
    }

    /// <summary>What a machine did and when, while this happened to it, until it has nothing more to do.</summary>
    private static string Played(TransactionKind kind, bool isReliable, string what)
    {
        var inputs = new Queue<(TimeSpan At, TransactionInput Input)>(what.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(static word => word.Split(' ')).Select(static w => (
            TimeSpan.FromSeconds(double.Parse(w[0], CultureInfo.InvariantCulture)),
            w[1] switch
            {
                "request" => TransactionInput.Request,
                "ack" => TransactionInput.Ack,
                "failed" => TransactionInput.TransportFailed,
                var status => TransactionInput.Response(int.Parse(status, CultureInfo.InvariantCulture)),
            })));
        var done = new List<string>();
        var state = TransactionMachine.Start(kind, isReliable, TimeSpan.Zero, SipTimers.Default, out var actions);
        Note(TimeSpan.Zero, actions);
        while (state.DueAt is not null || inputs.Count > 0)
        {
            var isDue = inputs.Count == 0 || state.DueAt <= inputs.Peek().At;
            var (at, input) = isDue ? (state.DueAt!.Value, TransactionInput.Due) : inputs.Dequeue();
            state = TransactionMachine.Step(state, input, at, SipTimers.Default, out actions);
            Note(at, actions);
        }

        return string.Join(", ", done);

        void Note(TimeSpan at, TransactionActions actions)
        {
            if (actions != TransactionActions.None)
            {
                done.Add(string.Create(CultureInfo.InvariantCulture, $"{at.TotalSeconds} {actions}"));
            }
        }
    }
}
