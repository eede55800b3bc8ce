using ContactCenter.Sip.Transactions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace ContactCenter.Sip.Tests.Transactions;

/// <summary>A client and a server over a network that loses, doubles and delays.</summary>
public sealed class TransactionPairTests
{
    private static readonly TimeSpan Answers = TimeSpan.FromSeconds(3);

    [Property(MaxTest = 300)]
    public Property A_request_reaches_its_user_at_most_once_and_its_sender_hears_one_end(bool isInvite, bool isRefused, byte loss, int seed) => Prop.ToProperty(() =>
    {
        var pair = Played(isInvite, isRefused, loss % 101, seed);
        pair.Requests.ShouldBeLessThanOrEqualTo(1);
        (pair.Finals + pair.ClientEnds + (pair.RingsOn ? 1 : 0)).ShouldBe(1, "the sender hears of one end");
        pair.Finals.ShouldBeLessThanOrEqualTo(pair.Requests);
        (pair.IsOver || pair.RingsOn).ShouldBeTrue("nothing is kept for ever");
    });

    [Property(MaxTest = 100)]
    public Property What_loses_a_tenth_of_all_packets_loses_no_request(bool isInvite, bool isRefused, int seed) => Prop.ToProperty(() =>
    {
        var pair = Played(isInvite, isRefused, 10, seed);
        (pair.Requests, pair.Finals).ShouldBe((1, 1));
    });

    private static Outcome Played(bool isInvite, bool isRefused, int lossPercent, int seed)
    {
        var (random, timers) = (new Random(seed), SipTimers.Default);
        var network = new PriorityQueue<(bool ToServer, TransactionInput Input), TimeSpan>();
        var outcome = new Outcome();
        TransactionState? server = null;
        TimeSpan? answersAt = null;
        var (now, status) = (TimeSpan.Zero, isRefused ? 486 : 200);
        TransactionInput last = default;
        var client = TransactionMachine.Start(isInvite ? TransactionKind.InviteClient : TransactionKind.Client, isReliable: false, now, timers, out var actions);
        ByClient(actions, default);
        while (Next() is { } at)
        {
            now = at;
            if (network.TryPeek(out var packet, out var arrives) && arrives == at)
            {
                network.Dequeue();
                if (!packet.ToServer)
                {
                    client = TransactionMachine.Step(client, packet.Input, now, timers, out actions);
                    ByClient(actions, packet.Input);
                }
                else if (server is { } there)
                {
                    server = TransactionMachine.Step(there, packet.Input, now, timers, out actions);
                    ByServer(actions);
                }
                else if (packet.Input.Kind == TransactionInputKind.Request)
                {
                    server = TransactionMachine.Start(isInvite ? TransactionKind.InviteServer : TransactionKind.Server, isReliable: false, now, timers, out actions);
                    ByServer(actions);
                }
            }
            else if (answersAt == at)
            {
                answersAt = null;
                Answer();
            }
            else if (client.DueAt == at)
            {
                client = TransactionMachine.Step(client, TransactionInput.Due, now, timers, out actions);
                ByClient(actions, default);
            }
            else
            {
                server = TransactionMachine.Step(server!.Value, TransactionInput.Due, now, timers, out actions);
                ByServer(actions);
            }
        }

        outcome.RingsOn = isInvite && client.Phase == TransactionPhase.Proceeding; // its user ends it with CANCEL: no timer does
        outcome.IsOver = client.Phase == TransactionPhase.Terminated && (server is null or { Phase: TransactionPhase.Terminated });
        return outcome;

        TimeSpan? Next()
        {
            TimeSpan? next = network.TryPeek(out _, out var arrives) ? arrives : null;
            foreach (var at in new[] { answersAt, client.DueAt, server?.DueAt })
            {
                next = at is { } due && (next is not { } soonest || due < soonest) ? due : next;
            }

            return next;
        }

        void Answer()
        {
            last = TransactionInput.Response(status);
            server = TransactionMachine.Step(server!.Value, last, now, timers, out var doing);
            ByServer(doing);
            if (isInvite && !isRefused && now < TimeSpan.FromSeconds(30))
            {
                answersAt = now + timers.T2; // the user of an INVITE repeats its 2xx
            }
        }

        void ByClient(TransactionActions doing, TransactionInput response)
        {
            Send(doing, TransactionActions.Send, toServer: true, TransactionInput.Request);
            Send(doing, TransactionActions.SendAck, toServer: true, TransactionInput.Ack);
            var isFinal = doing.HasFlag(TransactionActions.Deliver) && response.Status >= 200;
            outcome.Finals += isFinal && (client.Phase != TransactionPhase.Accepted || outcome.Finals == 0) ? 1 : 0;
            outcome.ClientEnds += doing.HasFlag(TransactionActions.TellTimeout) ? 1 : 0;
        }

        void ByServer(TransactionActions doing)
        {
            Send(doing, TransactionActions.Send, toServer: false, last);
            if (doing.HasFlag(TransactionActions.SendTrying))
            {
                last = TransactionInput.Response(100);
                Send(doing, TransactionActions.SendTrying, toServer: false, last);
            }

            if (doing.HasFlag(TransactionActions.Deliver))
            {
                outcome.Requests++;
                answersAt = now + Answers;
            }
        }

        void Send(TransactionActions doing, TransactionActions what, bool toServer, TransactionInput input)
        {
            for (var copies = !doing.HasFlag(what) || random.Next(100) < lossPercent ? 0 : random.Next(10) == 0 ? 2 : 1; copies > 0; copies--)
            {
                network.Enqueue((toServer, input), now + TimeSpan.FromMilliseconds(random.Next(1, 400)));
            }
        }
    }

    private sealed class Outcome
    {
        public int Requests { get; set; }

        public int Finals { get; set; }

        public int ClientEnds { get; set; }

        public bool IsOver { get; set; }

        public bool RingsOn { get; set; }
    }
}
