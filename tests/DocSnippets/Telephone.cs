using System.Net;
using System.Text;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Endpoints;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace DocSnippets;

// <Telephone>
/// <summary>Answers every call with a session description of its own, and hangs up when the caller does.</summary>
internal sealed class Answering(byte[] description) : ISipApplication
{
    public async Task CalledAsync(SipCall call, CancellationToken cancellationToken)
    {
        await call.ProgressAsync(180, cancellationToken: cancellationToken);
        await call.AnswerAsync(response => response.Body(description, "application/sdp"), cancellationToken);
        await foreach (var happened in call.Events.WithCancellation(cancellationToken))
        {
            Console.WriteLine($"{call.CallId}: {happened}");
        }
    }
}
// </Telephone>

internal static class Telephone
{
    public static async Task RunAsync()
    {
        // <Calling>
        var options = new SipEndpointOptions();
        options.Listen.Add(new SipListenOptions(SipTransportKind.Udp, new IPEndPoint(IPAddress.Any, 5060)));
        await using var endpoint = new SipEndpoint(options, new Answering(Encoding.ASCII.GetBytes("v=0 …")), TimeProvider.System, NullLoggerFactory.Instance);
        endpoint.Start();

        var call = await endpoint.CallAsync(
            SipUri.Parse("sip:+390612345678@trunk.example"),
            SipAddress.Parse("\"Acme\" <sip:+390600000000@trunk.example>"),
            request => request.Body(Encoding.ASCII.GetBytes("v=0 …"), "application/sdp"),
            credentials: SipCredentials.Of("acme", "secret"));
        await foreach (var happened in call.Events)
        {
            if (happened is SipCallEvent.Established)
            {
                await call.HangUpAsync();
            }
        }

        // </Calling>
    }
}
