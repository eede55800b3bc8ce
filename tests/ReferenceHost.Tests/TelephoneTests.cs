using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Acceptance.Host;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Registrations;
using ContactCenter.Sip.Tests.Voice;
using ContactCenter.Sip.Voice;
using Microsoft.Extensions.Logging.Abstractions;
using ReferenceHost.Demo;

namespace ReferenceHost.Tests;

/// <summary>The sample is called over SIP, as it is shipped and without a program that speaks.</summary>
public sealed partial class TelephoneTests : IAsyncLifetime
{
    private const string Password = "long-enough";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _data = Directory.CreateTempSubdirectory("telephone-").FullName;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://127.0.0.1:{FreePort.Take()}") };
    private readonly int _sip = FreePort.Take();
    private readonly Softphone _phone = new(IPAddress.Loopback, NullLoggerFactory.Instance);
    private readonly Softphone _caller = new(IPAddress.Loopback, NullLoggerFactory.Instance);
    private ChildProcess? _host;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _caller.DisposeAsync();
        await _phone.DisposeAsync();
        await (_host?.DisposeAsync() ?? ValueTask.CompletedTask);
        _http.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task A_caller_hears_the_menu_and_presses_1_talks_with_an_agent_and_the_call_stands_in_the_history_with_a_recording_that_plays()
    {
        await StartAsync("--no-demo");
        await LogInAsync("dario");
        var ringing = new TaskCompletionSource<SipCall>(TaskCreationOptions.RunContinuationsAsynchronously);
        _phone.Rings = async (call, cancellationToken) =>
        {
            ringing.TrySetResult(call);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        };
        await using var registration = new SipRegistration(
            _phone.Endpoint,
            new SipRegistrationOptions { Registrar = Uri("x"), Address = Uri("dario"), Credentials = SipCredentials.Of("dario", Password) },
            TimeProvider.System);
        await foreach (var state in registration.Changes)
        {
            state.ShouldBe(SipRegistrationState.Registered);
            break;
        }

        await DoAsync(new { @do = "sign-in" });
        await DoAsync(new { @do = "ready" });

        var heard = new Recording();
        await using var caller = await VoiceCall.CallAsync(_caller.Endpoint, Uri("100"), SipAddress.Parse("<sip:+393331112222@lab.test>"), _caller.Settings);
        var menu = new Talk([], TimeSpan.FromMilliseconds(1_500));
        caller.Sink = menu;
        (await caller.Established.WaitAsync(Patience)).ShouldBeTrue("answered");
        await menu.Asked.WaitAsync(Patience);
        (caller.Source, caller.Sink) = (new Sine(700), heard);
        caller.Stream!.SendDigit('1', TimeSpan.FromMilliseconds(120)).ShouldBeTrue();

        var agent = (await VoiceCall.AnswerAsync(await ringing.Task.WaitAsync(Patience), _phone.Settings)).ShouldNotBeNull();
        var atDesk = new Recording();
        (agent.Source, agent.Sink) = (new Sine(440), atDesk);
        await UntilAsync(async () => (await GetAsync("/agent")).GetProperty("work").EnumerateArray().Any(), "the agent has the call");
        var id = (await GetAsync("/agent")).GetProperty("work")[0].GetProperty("interaction").GetProperty("interaction").GetString();
        await UntilAsync(async () => (await GetAsync($"/interactions/{id}")).GetProperty("recordings").GetArrayLength() == 1, "both have been told, and it is recorded");
        await atDesk.HearsAsync(700);
        await heard.HearsAsync(440);

        await caller.DisposeAsync();
        await agent.Over.WaitAsync(Patience);
        await UntilAsync(async () => Event(await GetAsync($"/interactions/{id}"), "call.ended") is not null, "the end of the call");
        await DoAsync(new { @do = "close", interaction = id, disposition = "resolved" });
        await UntilAsync(async () => (await GetAsync($"/interactions/{id}")).GetProperty("summary").GetProperty("status").GetString() == "closed", "it is closed");
        await UntilAsync(async () => (await GetAsync($"/interactions/{id}")).GetProperty("recordings")[0].GetProperty("state").GetString() == "completed", "the recording is whole");
        var view = await GetAsync($"/interactions/{id}");
        view.GetProperty("summary").GetProperty("channel").GetString().ShouldBe("voice");
        var ended = Event(view, "call.ended")!.Value;
        var answered = Event(view, "call.answered")!.Value;
        (ended.GetProperty("time").GetDateTimeOffset() - answered.GetProperty("time").GetDateTimeOffset()).ShouldBeGreaterThan(TimeSpan.FromSeconds(5), "the menu alone takes longer");
        view.GetProperty("summary").GetRawText().ShouldContain("393331112222", Case.Sensitive, "who called");
        view.GetProperty("summary").GetRawText().ShouldContain("resolved", Case.Sensitive, "what came of it");
        ended.GetRawText().ShouldContain("ustomer", Case.Sensitive, "who hung up");
        var recording = await _http.GetByteArrayAsync($"/api/acme/recordings/{view.GetProperty("recordings")[0].GetProperty("recording").GetString()}");
        recording.AsSpan(0, 4).SequenceEqual("RIFF"u8).ShouldBeTrue("a WAV file");
        recording.Length.ShouldBeGreaterThan(8_000, "a quarter of a second of two channels");
        _host!.Said.ShouldNotContain("fail:");
        _host.Said.ShouldNotContain("warn: ContactCenter.Channels.Voice.Prompts", Case.Sensitive, "every text is recorded: nothing is said by a program that is not there");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_with_the_remedy_and_the_host_opens_without_the_telephone()
    {
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        await StartAsync("--no-demo", "--sip", other.LocalEndPoint!.ToString()!);

        _host!.Said.ShouldContain($"Nobody can call: UDP {other.LocalEndPoint} cannot be had");
        _host.Said.ShouldContain("--sip 0.0.0.0:5070");
        (await _http.GetAsync("/login")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_demo_calls_itself_and_tells_a_newcomer_how_to_call_it()
    {
        await StartAsync("--demo", "--sip", $"127.0.0.1:{_sip}");
        _host!.Said.ShouldContain($"Call it: sip:100@127.0.0.1:{_sip} (no password)");
        await LogInAsync("sofia");

        // Who calls speaks only when somebody answers; the recording begins when both have been told.
        await UntilAsync(async () => (await GetAsync("/interactions?limit=500")).EnumerateArray().Any(static i => i.GetProperty("channel").GetString() == "voice" && i.GetProperty("agent").ValueKind == JsonValueKind.String), "a simulated colleague takes a call");
    }

    private static JsonElement? Event(JsonElement interaction, string kind) =>
        interaction.GetProperty("timeline").EnumerateArray().Where(t => t.TryGetProperty("event", out var e) && e.GetString() == kind).Select(static t => (JsonElement?)t).LastOrDefault();

    private static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        for (var i = 0; !await isSo(); i++)
        {
            i.ShouldBeLessThan(900, what);
            await Task.Delay(200);
        }
    }

    private SipUri Uri(string user) => SipUri.Parse($"sip:{user}@127.0.0.1:{_sip}");

    private async Task StartAsync(string demo, params string[] more)
    {
        var environment = new Dictionary<string, string> { ["ContactCenter__Voice__Prompts__EspeakPath"] = Path.Combine(_data, "no-such-program") };
        if (more.Length == 0)
        {
            environment["ContactCenter__Voice__Listen__lab"] = $"udp:127.0.0.1:{_sip}";
            environment["ContactCenter__Voice__Trunks__lab__Uri"] = "sip:127.0.0.1:9";
            environment["ContactCenter__Voice__Trunks__lab__KeepAliveSeconds"] = "0";
            environment["ContactCenter__Voice__Trunks__lab__Numbers__center"] = "+390600000100";
        }

        (_host, _) = await ChildProcess.StartAsync(
            Repository.Program("ReferenceHost"),
            "Stop with Ctrl+C",
            [demo, "--data", _data, "--urls", _http.BaseAddress!.GetLeftPart(UriPartial.Authority), "--carrier", "http://127.0.0.1:9", "--password", Password, .. more],
            environment);
    }

    private async Task LogInAsync(string name)
    {
        var field = HiddenField().Match(await _http.GetStringAsync("/login"));
        using var form = new FormUrlEncodedContent([new("name", name), new("password", Password), new(field.Groups[1].Value, WebUtility.HtmlDecode(field.Groups[2].Value))]);
        (await _http.PostAsync("/login", form)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private Task<JsonElement> GetAsync(string path) => _http.GetFromJsonAsync<JsonElement>("/api/acme" + path);

    private async Task DoAsync(object command)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/acme/commands") { Content = JsonContent.Create(command) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        (await _http.SendAsync(request)).IsSuccessStatusCode.ShouldBeTrue($"{command}");
    }

    [GeneratedRegex("""name="([^"]*RequestVerificationToken)" value="([^"]*)""")]
    private static partial Regex HiddenField();
}
