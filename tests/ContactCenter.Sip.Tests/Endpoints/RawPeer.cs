using System.Net;
using System.Net.Sockets;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Tests.Endpoints;

/// <summary>A datagram socket that answers each request as a test says, and keeps what came.</summary>
internal sealed class RawPeer : IDisposable
{
    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));

    public RawPeer() => _ = RunAsync();

    public List<SipMessage> Heard { get; } = [];

    /// <summary>The status of the answer to a request; 0: none.</summary>
    public Func<SipRequest, int> Answers { get; set; } = static request => request.Method == SipMethod.Ack ? 0 : 200;

    /// <summary>The answer to a request, in place of <see cref="Answers"/> where it gives one.</summary>
    public Func<SipRequest, SipResponseBuilder?> Responds { get; set; } = static _ => null;

    public SipUri Uri => SipUri.Parse($"sip:raw@{_socket.Client.LocalEndPoint}");

    public async Task SendAsync(SipMessage message, IPEndPoint to) => await _socket.SendAsync(message.ToArray(), to);

    /// <summary>A request to the endpoint that sent or got an INVITE, inside its dialog.</summary>
    public SipRequestBuilder Inside(SipRequest invite, SipMethod method, uint number)
    {
        var theirs = invite.From.Tag!;
        return SipRequest.Create(method, invite.Address(SipHeaderName.Contact)!.Uri, SipAddress.Parse($"<{invite.To.Uri}>;tag=raw"), SipAddress.Parse($"<{invite.From.Uri}>;tag={theirs}"), invite.CallId, number)
            .Set(SipHeaderName.Contact, $"<{Uri}>").Set(SipHeaderName.Via, new SipVia("UDP", "127.0.0.1", Uri.Port, $"z9hG4bK{Guid.NewGuid():N}").ToString());
    }

    public async Task<T> UntilAsync<T>(Func<IReadOnlyList<SipMessage>, T?> found)
        where T : class
    {
        for (var i = 0; i < 3_000; i++)
        {
            lock (Heard)
            {
                if (found(Heard) is { } one)
                {
                    return one;
                }
            }

            await Task.Delay(10);
        }

        throw new TimeoutException("It did not come; there were " + string.Join(", ", Heard));
    }

    public void Dispose() => _socket.Dispose();

    private async Task RunAsync()
    {
        while (true)
        {
            UdpReceiveResult came;
            try
            {
                came = await _socket.ReceiveAsync();
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException)
            {
                return;
            }

            if (!SipParser.TryParse(came.Buffer, SipLimits.Default, out var message, out _))
            {
                continue;
            }

            lock (Heard)
            {
                Heard.Add(message);
            }

            if (message is SipRequest request && (Responds(request) ?? (Answers(request) is var status and > 0 ? SipResponse.Answer(request, status, null, "raw") : null)) is { } answer)
            {
                await _socket.SendAsync(answer.Set(SipHeaderName.Contact, $"<{Uri}>").Build().ToArray(), came.RemoteEndPoint);
            }
        }
    }
}
