using System.Globalization;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Signalling;
using ContactCenter.Sip.Transactions;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Sip.Tests.Transactions;

public sealed class TransactionLayerTests
{
    private readonly DueQueue _dues = new();
    private readonly FakeFlow _flow = new();
    private readonly User _user = new();
    private readonly Client _client = new();
    private readonly TransactionLayer _layer;
    private TimeSpan _now;

    public TransactionLayerTests() => _layer = new TransactionLayer(_dues, () => _now, SipTimers.Default, maxTransactions: 4, _user);

    [Fact]
    public void A_request_is_repeated_with_the_same_branch_until_it_is_answered_and_then_forgotten()
    {
        _layer.Send(Ours(SipMethod.Options), _flow, _client);
        Pass(0.6);
        var sent = _flow.Sent.Cast<SipRequest>().ToList();
        sent.Count.ShouldBe(2);
        sent[0].ToArray().ShouldBe(sent[1].ToArray());
        var via = sent[0].TopVia!;
        (via.Transport, via.Host, via.Port, via.WantsRPort, via.HasMagicCookie).ShouldBe(("UDP", "192.0.2.1", 5060, true, true));
        _flow.Sent.Clear();
        _layer.Received(SipResponse.For(sent[0], 200, null, "theirs"), _flow);
        _layer.Received(SipResponse.For(sent[0], 200, null, "theirs"), _flow);
        _client.Heard.ShouldBe(["200"]);
        Pass(6);
        (_flow.Said(), _layer.Count).ShouldBe(("", 0));
    }

    [Fact]
    public void Nobody_there_is_told_after_32_seconds()
    {
        _layer.Send(Ours(SipMethod.Options), _flow, _client);
        _layer.Send(Ours(SipMethod.Invite), _flow, _client);
        Pass(31.9);
        _client.Heard.ShouldBeEmpty();
        Pass(0.2);
        (string.Join(" ", _client.Heard), _layer.Count).ShouldBe(("timeout timeout", 0));
    }

    [Fact]
    public void What_cannot_be_sent_is_told_and_so_is_a_connection_that_closes()
    {
        _flow.Fails = true;
        _layer.Send(Ours(SipMethod.Options), _flow, _client);
        _client.Heard.ShouldBe(["failed"]);
        var connection = new FakeFlow(SipTransportKind.Tcp);
        var answered = _layer.Send(Ours(SipMethod.Options), connection, _client);
        _layer.Received(SipResponse.For(answered.Request, 200, null, "theirs"), connection);
        _layer.Send(Ours(SipMethod.Options), connection, _client);
        _client.Heard.Clear();
        _layer.Closed(connection);
        _client.Heard.ShouldBe(["failed"]); // and not the one that has its answer
        Pass(1);
        _layer.Count.ShouldBe(0);
    }

    [Fact]
    public void A_refused_INVITE_is_acknowledged_on_its_way_each_time_and_told_once()
    {
        var invite = Ours(SipMethod.Invite).ToBuilder().Add(SipHeaderName.Route, "<sip:proxy.test;lr>").Build();
        var sent = _layer.Send(invite, _flow, _client).Request;
        _flow.Sent.Clear();
        foreach (var _ in new int[3])
        {
            _layer.Received(SipResponse.For(sent, 486, null, "theirs"), _flow);
        }

        _client.Heard.ShouldBe(["486"]);
        _flow.Sent.Count.ShouldBe(3);
        var ack = _flow.Sent.Cast<SipRequest>().Last();
        (ack.Method, ack.TopVia!.Branch, ack.Vias().Length, ack.To.Tag, ack.CSeq.ToString(), ack.Header(SipHeaderName.Route), ack.Uri.ToString()).ShouldBe(
            (SipMethod.Ack, sent.TopVia!.Branch, 1, "theirs", "7 ACK", "<sip:proxy.test;lr>", "sip:them@192.0.2.7:5070"));
    }

    [Fact]
    public void A_CANCEL_has_the_branch_of_its_INVITE_and_waits_for_a_sign_of_life()
    {
        var invite = _layer.Send(Ours(SipMethod.Invite), _flow, _client);
        _flow.Sent.Clear();
        invite.Cancel();
        _flow.Sent.ShouldBeEmpty();
        _layer.Received(SipResponse.For(invite.Request, 180, null, "theirs"), _flow);
        invite.Cancel();
        var cancel = (SipRequest)_flow.Sent.Single();
        (cancel.Method, cancel.TopVia!.Branch, cancel.CSeq.ToString(), cancel.To.Tag).ShouldBe((SipMethod.Cancel, invite.Request.TopVia!.Branch, "7 CANCEL", null));
        _layer.Received(SipResponse.For(cancel, 200, null, "theirs"), _flow);
        _layer.Received(SipResponse.For(invite.Request, 487, null, "theirs"), _flow);
        _client.Heard.ShouldBe(["180", "487"]);
    }

    [Fact]
    public void A_request_reaches_its_user_once_and_copies_get_the_last_answer()
    {
        var request = Theirs(SipMethod.Options);
        _layer.Received(request, _flow);
        _layer.Received(request, _flow);
        _user.Heard.ShouldBe(["OPTIONS"]);
        _flow.Said().ShouldBe("");
        _user.Transactions[0].Respond(200);
        _layer.Received(request, _flow);
        var answers = _flow.Sent.ToList();
        (answers.Count, ((SipResponse)answers[0]).Status).ShouldBe((2, 200));
        answers[0].ToArray().ShouldBe(answers[1].ToArray());
        answers[0].To.Tag.ShouldNotBeNull();
        Pass(32.1);
        _layer.Count.ShouldBe(0);
    }

    [Fact]
    public void An_INVITE_gets_100_after_200_milliseconds_and_its_refusal_is_repeated_until_it_is_acknowledged()
    {
        var invite = Theirs(SipMethod.Invite);
        _layer.Received(invite, _flow);
        Pass(0.3);
        _flow.Said().ShouldBe("SIP/2.0 100 Trying");
        _user.Transactions[0].Respond(486);
        Pass(0.6);
        _flow.Said().ShouldBe("SIP/2.0 486 Busy Here, SIP/2.0 486 Busy Here");
        _layer.Received(Theirs(SipMethod.Ack, invite.TopVia!.Branch), _flow);
        Pass(6);
        (_flow.Said(), _layer.Count, string.Join(' ', _user.Heard)).ShouldBe(("", 0, "INVITE")); // nobody but the transaction hears of that ACK
    }

    [Fact]
    public void The_ACK_of_a_2xx_is_its_users_whatever_its_branch()
    {
        var invite = Theirs(SipMethod.Invite);
        _layer.Received(invite, _flow);
        _user.Transactions[0].Respond(200);
        _layer.Received(invite, _flow); // absorbed: its user repeats the 2xx
        _flow.Said().ShouldBe("SIP/2.0 200 OK");
        _layer.Received(Theirs(SipMethod.Ack), _flow);
        _layer.Received(Theirs(SipMethod.Ack, invite.TopVia!.Branch), _flow);
        _user.Heard.ShouldBe(["INVITE", "ack", "ack"]);
    }

    [Fact]
    public void A_CANCEL_is_answered_and_its_INVITEs_user_told_while_there_is_something_to_call_off()
    {
        var invite = Theirs(SipMethod.Invite);
        _layer.Received(Theirs(SipMethod.Cancel, invite.TopVia!.Branch), _flow);
        _flow.Said().ShouldStartWith("SIP/2.0 481");
        Pass(33);
        _layer.Received(invite, _flow);
        _layer.Received(Theirs(SipMethod.Cancel, invite.TopVia!.Branch), _flow);
        (_flow.Said(), string.Join(' ', _user.Heard)).ShouldBe(("SIP/2.0 200 OK", "INVITE cancelled"));
        _user.Transactions[0].Respond(487);
        Pass(40);
        _flow.Said().ShouldStartWith("SIP/2.0 487");
        _user.Heard.ShouldBe(["INVITE", "cancelled", "failed"]); // nobody acknowledged
    }

    [Fact]
    public void A_sender_older_than_RFC_3261_is_served_by_the_message_itself()
    {
        var invite = Theirs(SipMethod.Invite, branch: null);
        _layer.Received(invite, _flow);
        _layer.Received(invite, _flow);
        _user.Transactions[0].Respond(486);
        _layer.Received(Theirs(SipMethod.Ack, branch: null), _flow);
        Pass(6);
        (string.Join(' ', _user.Heard), _layer.Count).ShouldBe(("INVITE", 0));
        _flow.Said().ShouldBe("SIP/2.0 486 Busy Here");
    }

    [Fact]
    public void A_request_that_comes_by_two_ways_is_answered_once_and_its_copy_482()
    {
        var first = Theirs(SipMethod.Invite);
        _layer.Received(first, _flow);
        _layer.Received(first, _flow);
        _layer.Received(Theirs(SipMethod.Invite), _flow); // the same request with another branch
        (_flow.Said(), string.Join(" ", _user.Heard)).ShouldBe(("SIP/2.0 482 Loop Detected", "INVITE"));
        _layer.Received(Theirs(SipMethod.Options), _flow); // another method
        _layer.Received(Theirs(SipMethod.Invite).ToBuilder().Set(SipHeaderName.CSeq, "4 INVITE").Build(), _flow); // as after a challenge
        string.Join(" ", _user.Heard).ShouldBe("INVITE OPTIONS INVITE");
    }

    [Fact]
    public void One_transaction_too_many_is_answered_503_and_not_remembered()
    {
        for (var i = 0; i < 4; i++)
        {
            _layer.Received(Theirs(SipMethod.Options).ToBuilder().Set(SipHeaderName.CSeq, string.Create(CultureInfo.InvariantCulture, $"{i + 10} OPTIONS")).Build(), _flow);
        }

        _layer.Received(Theirs(SipMethod.Options), _flow);
        var answer = (SipResponse)_flow.Sent.Single();
        (answer.Status, answer.Header(SipHeaderName.RetryAfter), _layer.Count, _user.Heard.Count).ShouldBe((503, "10", 4, 4));
    }

    private static SipRequest Ours(SipMethod method) => SipRequest.Create(
        method, SipUri.Parse("sip:them@192.0.2.7:5070"), SipAddress.Parse("<sip:us@192.0.2.1>;tag=ours"), SipAddress.Parse("<sip:them@192.0.2.7>"), "call-1", 7).Build();

    private static SipRequest Theirs(SipMethod method) => Theirs(method, SipVia.MagicCookie + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));

    private static SipRequest Theirs(SipMethod method, string? branch) => SipRequest.Create(
        method, SipUri.Parse("sip:us@192.0.2.1"), SipAddress.Parse("<sip:them@192.0.2.7>;tag=theirs"), SipAddress.Parse("<sip:us@192.0.2.1>"), "call-2", 3).Build()
        .WithTopVia(new SipVia("UDP", "192.0.2.7", 5070, branch));

    private void Pass(double seconds)
    {
        var until = _now + TimeSpan.FromSeconds(seconds);
        while (_dues.NextAt is { } next && next <= until)
        {
            _now = next;
            _dues.Run(_now);
        }

        _now = until;
    }

    private sealed class Client : IClientUser
    {
        public List<string> Heard { get; } = [];

        public void Responded(ClientTransaction transaction, SipResponse response) => Heard.Add(response.Status.ToString(CultureInfo.InvariantCulture));

        public void TimedOut(ClientTransaction transaction) => Heard.Add("timeout");

        public void Failed(ClientTransaction? transaction) => Heard.Add("failed");
    }

    private sealed class User : ITransactionUser, IServerUser
    {
        public List<string> Heard { get; } = [];

        public List<ServerTransaction> Transactions { get; } = [];

        public void Requested(ServerTransaction transaction, SipRequest request)
        {
            Heard.Add(request.Method.Name);
            Transactions.Add(transaction);
            transaction.User = this;
        }

        public void Acknowledged(SipRequest ack, SipFlow flow) => Heard.Add("ack");

        public void Strayed(SipResponse response, SipFlow flow) => Heard.Add("strayed");

        public void Cancelled(ServerTransaction transaction) => Heard.Add("cancelled");

        public void Failed(ServerTransaction transaction) => Heard.Add("failed");
    }
}
