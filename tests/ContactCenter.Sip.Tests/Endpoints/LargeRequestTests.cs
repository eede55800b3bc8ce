using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Endpoints;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Sip.Tests.Endpoints;

/// <summary>Requests too large for a datagram. RFC 3261 section 18.1.1.</summary>
public sealed class LargeRequestTests
{
    private static readonly string Large = "v=0\r\no=us 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n" + string.Concat(Enumerable.Range(0, 60).Select(static n => $"a=x-more:{n:0000} and more\r\n"));

    [NeedsTheory("sipp")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SIPp_gets_a_large_INVITE_by_TCP_and_by_datagram_where_it_takes_no_connection(bool takesConnections)
    {
        var (verdict, address) = SippPeer.Answer("uas", takesConnections, "-m", "1");
        await using var phone = new Phone();
        for (var i = 0; takesConnections && !await ListensAsync(address); i++)
        {
            i.ShouldBeLessThan(600);
            await Task.Delay(50);
        }

        var call = await phone.CallAsync(SipUri.Parse(string.Create(CultureInfo.InvariantCulture, $"sip:service@{address}")), offer: Large);
        (await call.NextAsync<SipCallEvent.Progressed>()).Response.Status.ShouldBe(180);
        await call.NextAsync<SipCallEvent.Established>();
        phone.Endpoint.Figures.Connections.ShouldBe(takesConnections ? 1 : 0);
        await call.Call.HangUpAsync();
        (await call.NextAsync<SipCallEvent.Ended>()).End.ShouldBe(SipCallEnd.ByUs);
        await verdict;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Its_Via_names_TCP_and_its_Contact_what_we_listen_on(bool listensOnTcp)
    {
        await using var here = new Phone(with: o =>
        {
            if (listensOnTcp)
            {
                o.Listen.Add(new SipListenOptions(SipTransportKind.Tcp, new IPEndPoint(IPAddress.Loopback, 0)));
            }
        });
        await using var there = new Phone(SipTransportKind.Tcp);
        var uri = SipUri.Parse($"sip:there@{there.Address}");
        var ours = await here.CallAsync(uri, offer: Large);
        var theirs = await there.NextCallAsync();
        var contact = theirs.Call.Invite.Address(SipHeaderName.Contact)!.Uri;
        (theirs.Call.Invite.TopVia!.Transport, contact.Parameters["transport"], contact.Port).ShouldBe(("TCP", listensOnTcp ? "tcp" : null, here.Endpoint.Listening[^1].Address.Port));
        await theirs.Call.AnswerAsync(static response => response.Body("answer"u8.ToArray(), "application/sdp"));
        await ours.NextAsync<SipCallEvent.Established>();
        await theirs.NextAsync<SipCallEvent.Established>();
        await theirs.Call.HangUpAsync(); // by the connection there is, or to where Contact leads
        (await ours.NextAsync<SipCallEvent.Ended>()).End.ShouldBe(SipCallEnd.ByThem);
    }

    [Fact]
    public async Task What_fits_goes_by_datagram_however_large_its_answer_is()
    {
        await using var here = new Phone();
        await using var there = new Phone();
        var ours = await here.CallAsync(there.Uri);
        var theirs = await there.NextCallAsync();
        theirs.Call.Invite.TopVia!.Transport.ShouldBe("UDP");
        await theirs.Call.AnswerAsync(static response => response.Body(System.Text.Encoding.ASCII.GetBytes(Large), "application/sdp"));
        (await ours.NextAsync<SipCallEvent.Established>()).By.Body.Length.ShouldBe(Large.Length);
        (here.Endpoint.Figures.Connections, there.Endpoint.Figures.Connections).ShouldBe((0, 0));
    }

    [Fact]
    public async Task The_limit_is_exact_and_whoever_takes_no_connection_is_not_asked_for_one_each_time()
    {
        using var datagrams = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var address = (IPEndPoint)datagrams.Client.LocalEndPoint!;
        using var connections = new TcpListener(address);
        connections.Start();
        await using var here = new Phone(with: static o => o.MaxDatagramRequest = 1_000);
        var bare = Request(0);
        _ = here.Endpoint.RequestAsync(bare);
        var overhead = (await datagrams.ReceiveAsync().WaitAsync(TimeSpan.FromSeconds(30))).Buffer.Length + "Content-Type: text/plain\r\n".Length + 2; // and two more digits of Content-Length
        var most = 1_000 - overhead;
        _ = here.Endpoint.RequestAsync(Request(most));
        (await datagrams.ReceiveAsync().WaitAsync(TimeSpan.FromSeconds(30))).Buffer.Length.ShouldBe(1_000);

        _ = here.Endpoint.RequestAsync(Request(most + 1));
        using (var connection = await connections.AcceptSocketAsync().WaitAsync(TimeSpan.FromSeconds(30)))
        {
            (await connection.ReceiveAsync(new byte[2_000]).WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(1_000); // its Via names 5060, a digit less
            connections.Stop();
        }

        (await datagrams.ReceiveAsync().WaitAsync(TimeSpan.FromSeconds(30))).Buffer.Length.ShouldBe(1_001); // the connection ended without an answer
        connections.Start();
        _ = here.Endpoint.RequestAsync(Request(most + 1));
        (await datagrams.ReceiveAsync().WaitAsync(TimeSpan.FromSeconds(30))).Buffer.Length.ShouldBe(1_001);
        connections.Pending().ShouldBeFalse();

        SipRequest Request(int body)
        {
            var builder = SipRequest.Create(SipMethod.Message, SipUri.Parse($"sip:x@{address}"), SipAddress.Parse("<sip:a@b>;tag=1"), SipAddress.Parse("<sip:x@y>"), Guid.NewGuid().ToString("N"), 1);
            return (body == 0 ? builder : builder.Body(new byte[body], "text/plain")).Build();
        }
    }

    private static async Task<bool> ListensAsync(IPEndPoint address)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
