using System.Net;
using System.Net.Sockets;
using System.Text;
using ContactCenter.Sip.Authentication;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Registrations;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Transport;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Sip.Tests.Registrations;

/// <summary>Ways that are kept: RFC 5626.</summary>
public sealed class OutboundTests : IDigestSecrets
{
    private const string Instance = "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    public ValueTask<DigestSecret?> FindAsync(string realm, string user, CancellationToken cancellationToken) => ValueTask.FromResult<DigestSecret?>(DigestSecret.FromPassword("secret"));

    [Fact]
    public async Task A_phone_whose_connection_is_lost_registers_by_another_and_is_the_same_phone()
    {
        var registrar = new SipRegistrar(new SipRegistrarOptions { Domain = "pbx.test" }, this, _time);
        await using var pbx = new Phone(SipTransportKind.Tcp, _time) { OnRequest = request => registrar.RegisterAsync(request) };
        await using var phone = new Phone(SipTransportKind.Tcp, _time);
        await using var other = new Phone(SipTransportKind.Tcp, _time);
        await using var one = Begin(phone, pbx.Address, 1);
        await using var two = Begin(other, pbx.Address, 2);
        await UntilAsync(() => one.State == SipRegistrationState.Registered && two.State == SipRegistrationState.Registered);
        var before = registrar.Of("anna");
        before.Select(static b => b.FlowId).ShouldBe([1, 2], ignoreOrder: true); // two ways to one phone
        before.ShouldAllBe(static b => b.Instance == $"<{Instance}>");
        one.LastAnswer!.Header(SipHeaderName.Require).ShouldBe("outbound");
        _time.Advance(TimeSpan.FromMinutes(1)); // it has been good for a while
        before.Single(static b => b.FlowId == 1).ReturnPath.Flow.Abort();
        await UntilAsync(() => registrar.Of("anna") is [_, _] now && now.All(static b => b.ReturnPath.IsOpen));
        registrar.Of("anna").Select(static b => b.FlowId).ShouldBe([1, 2], ignoreOrder: true);
        await UntilAsync(() => one.State == SipRegistrationState.Registered);
    }

    [Fact]
    public async Task A_connection_that_answers_pings_is_kept_and_one_that_does_not_is_replaced()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var phone = new Phone(SipTransportKind.Tcp, _time);
        await using var registration = Begin(phone, (IPEndPoint)listener.LocalEndpoint, 1);
        using var first = await RegisteredAsync();
        await UntilAsync(() => registration.State == SipRegistrationState.Registered);
        for (var i = 0; i < 3; i++)
        {
            await PingedAsync(first);
            await first.SendAsync("\r\n"u8.ToArray());
            await Task.Delay(2_000); // it is read meanwhile
            await PassAsync(12);
            first.Poll(0, SelectMode.SelectRead).ShouldBeFalse();
        }

        await PingedAsync(first);
        await PassAsync(20);
        (await first.ReceiveAsync(new byte[100]).WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(0);
        using var second = await RegisteredAsync();
        await UntilAsync(() => registration.State == SipRegistrationState.Registered);
        listener.Stop(); // nobody takes the registration back

        async Task PingedAsync(Socket socket)
        {
            var ping = socket.ReceiveAsync(new byte[100]);
            while (!ping.IsCompleted)
            {
                _time.Advance(TimeSpan.FromSeconds(5));
                await Task.WhenAny(ping, Task.Delay(200)); // ten seconds without an answer end the connection: none may pass while the ping is on its way
            }

            (await ping).ShouldBe(4);
        }

        async Task PassAsync(int seconds)
        {
            for (; seconds > 0; seconds -= 5)
            {
                _time.Advance(TimeSpan.FromSeconds(Math.Min(5, seconds)));
                await Task.Delay(10);
            }
        }

        async Task<Socket> RegisteredAsync()
        {
            var (socket, buffer, length) = (default(Socket)!, new byte[4_096], 0);
            while (length == 0) // one that was given up, as time passes quicker here than a busy machine connects
            {
                socket?.Dispose();
                socket = await listener.AcceptSocketAsync().WaitAsync(TimeSpan.FromSeconds(30));
                length = await socket.ReceiveAsync(buffer).WaitAsync(TimeSpan.FromSeconds(30));
            }

            SipParser.TryParse(buffer.AsSpan(0, length), SipLimits.Default, out var register, out _).ShouldBeTrue(Encoding.ASCII.GetString(buffer, 0, length));
            var contact = register!.Address(SipHeaderName.Contact)!;
            (contact.Parameters["+sip.instance"], contact.Parameters["reg-id"], register.HasToken(SipHeaderName.Supported, "outbound")).ShouldBe(($"<{Instance}>", "1", true));
            await socket.SendAsync(SipResponse.Answer((SipRequest)register, 200, null, "t").Set(SipHeaderName.Contact, contact.With("expires", "86400")).Build().ToArray());
            return socket;
        }
    }

    private static SipRegistration New(Phone phone, IPEndPoint to, int flow, TimeProvider time) => new(
        phone.Endpoint,
        new SipRegistrationOptions
        {
            Registrar = SipUri.Parse($"sip:{to};transport=tcp"), Address = SipUri.Parse("sip:anna@pbx.test"), Credentials = SipCredentials.Of("anna", "secret"), Instance = Instance, FlowId = flow, Expires = TimeSpan.FromHours(24),
        },
        time);

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var i = 0; !holds(); i++)
        {
            i.ShouldBeLessThan(3_000);
            await Task.Delay(10);
        }
    }

    private SipRegistration Begin(Phone phone, IPEndPoint to, int flow) => New(phone, to, flow, _time);
}
