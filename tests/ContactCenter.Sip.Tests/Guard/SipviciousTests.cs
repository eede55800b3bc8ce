using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using ContactCenter.Sip.Authentication;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Guard;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Registrations;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Sip.Tests.Guard;

/// <summary>The scanner everybody on the network uses, against an endpoint with a registrar that has user 1000 with the password 450. It comes from 127.0.0.1, which is trusted by nobody here.</summary>
public sealed class SipviciousTests : IDigestSecrets
{
    private readonly ConcurrentQueue<SipBlock> _blocks = [];

    public ValueTask<DigestSecret?> FindAsync(string realm, string user, CancellationToken cancellationToken) =>
        ValueTask.FromResult(user switch { "1000" => DigestSecret.FromPassword("450"), "2000" => DigestSecret.FromPassword("long and secret"), _ => null });

    [NeedsFact("svmap")]
    public async Task It_finds_nothing_at_all_where_scanners_are_not_answered()
    {
        await using var pbx = New(drops: true);
        var port = Port(pbx);
        (await RunAsync("svmap", "-p", port, "127.0.0.1")).ShouldContain("found nothing");
        (await RunAsync("svwar", "-p", port, "-e", "990-1010", "127.0.0.1")).ShouldNotContain("| 1000");
        (await RunAsync("svcrack", "-p", port, "-u", "1000", "-r", "440-460", "127.0.0.1")).ShouldNotContain("| 450");
        pbx.Endpoint.Figures.Guarded.ShouldBeGreaterThan(0);
    }

    [NeedsTheory("svmap")]
    [InlineData("REGISTER")]
    [InlineData("OPTIONS")]
    [InlineData("INVITE")]
    public async Task svwar_finds_no_extension_though_it_is_answered(string method)
    {
        await using var pbx = New(drops: false);
        await using var phone = await RegisteredAsync(pbx, "127.0.0.1"); // whoever shares the address with a phone is answered at once
        var before = pbx.Endpoint.Figures.Guarded;
        (await RunAsync("svwar", "-p", Port(pbx), "-m", method, "-e", "980-1020", "--force", "127.0.0.1")).ShouldNotContain("| 1000");
        pbx.Endpoint.Figures.Guarded.ShouldBe(before);
    }

    [NeedsFact("svmap")]
    public async Task svwar_is_blocked_where_a_program_tells_numbers_that_are_there_from_others()
    {
        await using var pbx = New(drops: false);
        pbx.OnCall = static call => call.Call.RefuseAsync(call.Call.Invite.Uri.User == "1000" ? 486 : 404);
        await using var phone = await RegisteredAsync(pbx, "127.0.0.1");
        (await RunAsync("svwar", "-p", Port(pbx), "-m", "INVITE", "-e", "900-1100", "--force", "--maximumtime=8", "127.0.0.1")).ShouldNotContain("| 1000");
        var block = _blocks.ShouldHaveSingleItem();
        (block.Source.ToString(), block.Why, block.IsComplete).ShouldBe(("127.0.0.1", SipFailure.UnknownNumber, false)); // it acknowledges nothing, so the address may be forged
    }

    [NeedsFact("svmap")]
    public async Task svcrack_is_blocked_before_it_has_the_password_and_nobody_else_is()
    {
        await using var pbx = New(drops: false);
        await using var phone = await RegisteredAsync(pbx, "127.0.0.1");
        (await RunAsync("svcrack", "-p", Port(pbx), "-u", "1000", "-r", "400-500", "--maximumtime=6", "127.0.0.1")).ShouldNotContain("| 450");
        var block = _blocks.Where(static b => b.IsComplete).ShouldHaveSingleItem(); // where it asks for many nonces before it tries a password, it is muted first
        (block.Source.ToString(), block.Why, block.For).ShouldBe(("127.0.0.1", SipFailure.Authentication, TimeSpan.FromMinutes(10)));
        _blocks.ShouldAllBe(static b => b.Source.ToString() == "127.0.0.1" && b.Why == SipFailure.Authentication);
        await using var other = await RegisteredAsync(pbx, "127.0.7.7");
    }

    [NeedsFact("svmap")]
    public async Task svcrack_has_the_password_where_nobody_is_blocked()
    {
        await using var pbx = New(drops: false, maxFailures: 10_000);
        await using var phone = await RegisteredAsync(pbx, "127.0.0.1");
        (await RunAsync("svcrack", "-p", Port(pbx), "-u", "1000", "-r", "400-500", "127.0.0.1")).ShouldContain("| 450");
    }

    /// <summary>A phone that has a password of its own.</summary>
    private static async Task<Phone> RegisteredAsync(Phone pbx, string address)
    {
        var phone = new Phone(with: o =>
        {
            o.Listen.Clear();
            o.Listen.Add(new SipListenOptions(SipTransportKind.Udp, new IPEndPoint(IPAddress.Parse(address), 0)));
        });
        var registration = new SipRegistration(
            phone.Endpoint, new SipRegistrationOptions { Registrar = SipUri.Parse($"sip:{pbx.Address}"), Address = SipUri.Parse("sip:2000@127.0.0.1"), Credentials = SipCredentials.Of("2000", "long and secret") }, TimeProvider.System);
        await foreach (var state in registration.Changes)
        {
            state.ShouldBe(SipRegistrationState.Registered);
            break;
        }

        return phone;
    }

    private Phone New(bool drops, int maxFailures = 20)
    {
        var registrar = new SipRegistrar(new SipRegistrarOptions { Domain = "127.0.0.1", Digest = new DigestServerOptions { Algorithms = [DigestAlgorithm.Md5] } }, this, TimeProvider.System); // it knows MD5 alone
        return new Phone(with: o =>
        {
            o.Guard.DropsScanners = drops;
            o.Guard.OnBlock = _blocks.Enqueue;
            o.Guard.MaxFailures = maxFailures;
            o.Guard.Trusted.Clear();
        })
        {
            OnRequest = request => request.Request.Method == SipMethod.Register ? registrar.RegisterAsync(request) : request.AnswerAsync(200),
            OnCall = async call =>
            {
                if (await registrar.AuthenticateAsync(call.Call) is not null)
                {
                    await call.Call.RefuseAsync(486);
                }
            },
        };
    }

    private static string Port(Phone pbx) => pbx.Address.Port.ToString(CultureInfo.InvariantCulture);

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return await output + await errors;
    }
}
