using System.Diagnostics;
using ContactCenter.Sip.Authentication;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Registrations;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Transport;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Sip.Tests.Registrations;

/// <summary>Our registrar with our client and with sipsak.</summary>
public sealed class RegistrationTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task A_phone_registers_is_refreshed_before_its_time_is_over_and_takes_itself_back()
    {
        await using var pbx = new Pbx(_time);
        await using var phone = new Phone(time: _time);
        var registration = Begin(pbx, phone, "anna", "secret");
        (await NextAsync(registration)).ShouldBe(SipRegistrationState.Registered);
        var binding = pbx.Registrar.Of("anna").Single();
        (binding.Contact.Uri.User, binding.ReturnPath.Remote.Port, binding.ExpiresAt).ShouldBe(("anna", phone.Address.Port, _time.GetUtcNow() + TimeSpan.FromMinutes(10)));
        _time.Advance(TimeSpan.FromMinutes(8));
        await UntilAsync(() => pbx.Registrar.Of("anna") is [var one] && one.ExpiresAt == _time.GetUtcNow() + TimeSpan.FromMinutes(10));
        await registration.DisposeAsync();
        pbx.Registrar.Of("anna").ShouldBeEmpty();
        registration.State.ShouldBe(SipRegistrationState.Ended);
    }

    [Fact]
    public async Task Who_looks_after_phones_knows_of_one_before_it_has_its_answer()
    {
        await using var pbx = new Pbx(TimeProvider.System);
        await using var phone = new Phone();
        SipRegistration? registration = null;
        var told = new List<(string User, int Phones, SipRegistrationState? ItKnows)>();
        pbx.Registrar.Changed += user =>
        {
            Thread.Sleep(200); // time enough for an answer, were it on its way
            told.Add((user, pbx.Registrar.Of(user).Length, registration?.State));
        };
        registration = Begin(pbx, phone, "anna", "secret", TimeProvider.System);
        var before = registration.State;
        (await NextAsync(registration)).ShouldBe(SipRegistrationState.Registered);
        await registration.DisposeAsync();
        told.ShouldBe([("anna", 1, before), ("anna", 0, SipRegistrationState.Registered)]);
    }

    [Theory]
    [InlineData(SipTransportKind.Udp)]
    [InlineData(SipTransportKind.Tcp)]
    [InlineData(SipTransportKind.WebSocket)]
    public async Task A_phone_behind_a_router_is_called_by_the_way_it_registered(SipTransportKind kind)
    {
        await using var pbx = new Pbx(TimeProvider.System, kind: kind);
        await using var phone = new Phone(kind, with: static o => o.PublicHost = "10.99.99.99"); // nobody else gets there
        await using var registration = Begin(pbx, phone, "anna", "secret", TimeProvider.System);
        (await NextAsync(registration)).ShouldBe(SipRegistrationState.Registered);
        var binding = pbx.Registrar.Of("anna").Single();
        (binding.Contact.Uri.Host, binding.ReturnPath.Remote.Address.ToString(), binding.ReturnPath.IsOpen).ShouldBe(("10.99.99.99", "127.0.0.1", true));
        var call = new PhoneCall(await pbx.Phone.Endpoint.CallAsync(
            binding.Contact.Uri, SipAddress.Parse("<sip:pbx@pbx.test>"), static r => r.Body("offer"u8.ToArray(), "application/sdp"), path: binding.ReturnPath));
        var theirs = await phone.NextCallAsync();
        await theirs.Call.AnswerAsync(static r => r.Body("answer"u8.ToArray(), "application/sdp"));
        await call.NextAsync<SipCallEvent.Established>();
        await theirs.NextAsync<SipCallEvent.Established>();
        await call.Call.HangUpAsync();
        (await theirs.NextAsync<SipCallEvent.Ended>()).End.ShouldBe(SipCallEnd.ByThem);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_user_look_the_same_and_are_not_tried_at_once_again()
    {
        await using var pbx = new Pbx(_time);
        await using var phone = new Phone(time: _time);
        await using var wrong = Begin(pbx, phone, "anna", "guessed");
        await using var unknown = Begin(pbx, phone, "nobody", "guessed");
        (await NextAsync(wrong), await NextAsync(unknown)).ShouldBe((SipRegistrationState.Refused, SipRegistrationState.Refused));
        (wrong.LastAnswer!.Status, unknown.LastAnswer!.Status).ShouldBe((401, 401));
        wrong.LastAnswer.Headers.Select(static h => h.Name.Text).ShouldBe(unknown.LastAnswer.Headers.Select(static h => h.Name.Text));
        var asked = pbx.Asked;
        _time.Advance(TimeSpan.FromMinutes(4));
        await Task.Delay(50);
        pbx.Asked.ShouldBe(asked);
        _time.Advance(TimeSpan.FromMinutes(2));
        await UntilAsync(() => pbx.Asked > asked);
    }

    [Fact]
    public async Task A_registrar_that_is_away_is_tried_again_later_and_later()
    {
        await using var pbx = new Pbx(_time);
        await using var phone = new Phone(time: _time);
        pbx.Status = 503;
        await using var registration = Begin(pbx, phone, "anna", "secret");
        (await NextAsync(registration)).ShouldBe(SipRegistrationState.Failing);
        foreach (var seconds in new[] { 30, 60, 120 })
        {
            var asked = pbx.Asked;
            _time.Advance(TimeSpan.FromSeconds(seconds - 1));
            await Task.Delay(20);
            pbx.Asked.ShouldBe(asked);
            _time.Advance(TimeSpan.FromSeconds(1));
            await UntilAsync(() => pbx.Asked == asked + 1);
            await UntilAsync(() => registration.LastAnswer?.CSeq.Number == pbx.LastCSeq);
            await Task.Delay(20); // its next wait has begun
        }

        pbx.Status = null;
        _time.Advance(TimeSpan.FromSeconds(240));
        (await NextAsync(registration)).ShouldBe(SipRegistrationState.Registered);
    }

    [Fact]
    public async Task What_a_phone_may_not_ask_is_refused_and_changes_nothing()
    {
        await using var pbx = new Pbx(_time, new SipRegistrarOptions { Domain = "pbx.test", MaxBindings = 2 });
        await using var phone = new Phone(time: _time);
        var cseq = 0u;
        (await AskAsync(expires: "30")).Status.ShouldBe(423);
        (await AskAsync(expires: "30")).Header(SipHeaderName.MinExpires).ShouldBe("60");
        (await AskAsync(to: "sip:bruno@pbx.test")).Status.ShouldBe(403); // somebody else's
        (await AskAsync(contact: "<tel:+39>")).Status.ShouldBe(400);
        (await AskAsync(contact: "*", expires: "60")).Status.ShouldBe(400);
        (await AskAsync(contact: "<sip:a@192.0.2.1>, <sip:b@192.0.2.2>, <sip:c@192.0.2.3>")).Status.ShouldBe(403);
        (await AskAsync(contact: "<sip:anna@192.0.2.9>;reg-id=1;+sip.instance=\"<urn:uuid:00000000-0000-1000-8000-000a95a0e128>\"", through: "SIP/2.0/UDP 192.0.2.9;branch=z9hG4bKproxied")).Status.ShouldBe(439); // a proxy that keeps no ways
        pbx.Registrar.Of("anna").ShouldBeEmpty();
        foreach (var host in new[] { "192.0.2.1", "192.0.2.2", "192.0.2.3" })
        {
            (await AskAsync(contact: $"<sip:anna@{host}>")).Status.ShouldBe(200);
        }

        pbx.Registrar.Of("anna").Select(static b => b.Contact.Uri.Host).ShouldBe(["192.0.2.3", "192.0.2.2"]); // the one that has been silent for longest makes room
        var now = cseq;
        cseq = 1;
        (await AskAsync(contact: "<sip:anna@192.0.2.3>")).ToString().ShouldBe("SIP/2.0 500 Out Of Order");
        cseq = now;
        var all = await AskAsync(contact: null); // asks what there is
        all.Addresses(SipHeaderName.Contact).Select(static c => c.Expires).ShouldBe([3_600u, 3_600u]);
        (await AskAsync(contact: "*", expires: "0")).Has(SipHeaderName.Contact).ShouldBeFalse();
        pbx.Registrar.Of("anna").ShouldBeEmpty();

        async Task<SipResponse> AskAsync(string? contact = "<sip:anna@192.0.2.9>", string? expires = null, string to = "sip:anna@pbx.test", string? through = null)
        {
            SipResponse? challenge = null;
            SipRequest? asked = null;
            var authorization = SipCredentials.Of("anna", "secret").Begin();
            while (true)
            {
                var builder = SipRequest.Create(SipMethod.Register, SipUri.Parse($"sip:{pbx.Phone.Address}"), SipAddress.Parse($"<sip:anna@pbx.test>;tag={Guid.NewGuid():N}"), new SipAddress(SipUri.Parse(to)), "one-phone", ++cseq);
                if (contact is not null)
                {
                    builder.Set(SipHeaderName.Contact, contact);
                }

                if (expires is not null)
                {
                    builder.Set(SipHeaderName.Expires, expires);
                }

                if (through is not null)
                {
                    builder.Add(SipHeaderName.Via, through).Set(SipHeaderName.Supported, "outbound");
                }

                if (challenge is not null)
                {
                    authorization.Authorize(asked!, challenge, builder).ShouldBeTrue();
                }

                asked = builder.Build();
                if (contact is null)
                {
                    asked = builder.Set(SipHeaderName.Contact, "<sip:anna@192.0.2.9>;expires=0").Build(); // takes back what is not there
                }

                var response = await phone.Endpoint.RequestAsync(asked).WaitAsync(TimeSpan.FromSeconds(30));
                if (response.Status != 401)
                {
                    return response;
                }

                challenge = response;
            }
        }
    }

    [NeedsFact("sipsak")]
    public async Task sipsak_registers_with_the_right_password_alone_and_finds_us_alive()
    {
        await using var pbx = new Pbx(TimeProvider.System, new SipRegistrarOptions { Domain = "127.0.0.1", Digest = new DigestServerOptions { Algorithms = [DigestAlgorithm.Md5] } }); // it reads the first challenge alone
        var address = pbx.Phone.Address;
        (await SipsakAsync("-s", $"sip:{address}")).ShouldBe(0);
        (await SipsakAsync("-U", "-s", $"sip:anna@{address}", "-C", "sip:anna@127.0.0.1:5999", "-u", "anna", "-a", "secret", "-x", "600")).ShouldBe(0);
        pbx.Registrar.Of("anna").Single().Contact.Uri.Port.ShouldBe(5_999);
        (await SipsakAsync("-U", "-s", $"sip:anna@{address}", "-C", "sip:anna@127.0.0.1:5998", "-u", "anna", "-a", "guessed", "-x", "600")).ShouldNotBe(0);
        pbx.Registrar.Of("anna").Single().Contact.Uri.Port.ShouldBe(5_999);
    }

    private static async Task<int> SipsakAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("sipsak", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private SipRegistration Begin(Pbx pbx, Phone phone, string user, string password, TimeProvider? time = null) => new(
        phone.Endpoint,
        new SipRegistrationOptions { Registrar = SipUri.Parse($"sip:{pbx.Phone.Address}{(pbx.Phone.Kind == SipTransportKind.Udp ? "" : ";transport=" + pbx.Phone.Kind.InVia())}"), Address = SipUri.Parse($"sip:{user}@pbx.test"), Credentials = SipCredentials.Of(user, password) },
        time ?? _time);

    private static async Task<SipRegistrationState> NextAsync(SipRegistration registration)
    {
        await using var changes = registration.Changes.GetAsyncEnumerator();
        await changes.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        return changes.Current;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var i = 0; !holds(); i++)
        {
            i.ShouldBeLessThan(3_000);
            await Task.Delay(10);
        }
    }

    /// <summary>An endpoint with a registrar that knows anna and bruno.</summary>
    private sealed class Pbx : IAsyncDisposable, IDigestSecrets
    {
        private int _asked;

        public Pbx(TimeProvider time, SipRegistrarOptions? options = null, SipTransportKind kind = SipTransportKind.Udp)
        {
            Registrar = new SipRegistrar(options ?? new SipRegistrarOptions { Domain = "pbx.test" }, this, time);
            Phone = new Phone(kind, time) { OnRequest = AnswerAsync };
        }

        public Phone Phone { get; }

        public SipRegistrar Registrar { get; }

        public int? Status { get; set; }

        public int Asked => Volatile.Read(ref _asked);

        public uint LastCSeq { get; private set; }

        public ValueTask<DigestSecret?> FindAsync(string realm, string user, CancellationToken cancellationToken) =>
            ValueTask.FromResult(user is "anna" or "bruno" ? DigestSecret.FromPassword("secret") : null);

        public ValueTask DisposeAsync() => Phone.DisposeAsync();

        private Task AnswerAsync(SipIncomingRequest request)
        {
            LastCSeq = request.Request.CSeq.Number;
            Interlocked.Increment(ref _asked);
            return Status is { } status ? request.AnswerAsync(status) : request.Request.Method == SipMethod.Register ? Registrar.RegisterAsync(request) : request.AnswerAsync(200);
        }
    }
}
