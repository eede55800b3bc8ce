using System.Text;
using System.Text.Json;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Scripting;
using ContactCenter.Testing;
using Microsoft.Extensions.DependencyInjection;
using static ContactCenter.Tests.Scripts.WorldEvents;

namespace ContactCenter.Tests.Scripts;

/// <summary>Killed at every single append from the event to the end, before it is written and after, and started again: a run has an event once, and it is settled once.</summary>
public sealed class EventCrashTests
{
    private const string Phone = "+393331112222";

    private const string Contracts = """
        record job(number: text)
        event job.reported gives (street: text)
        event crew.finished gives (summary: text)
        """;

    private const string Waits = """
        script waits v1, texts en, for sms, outcomes done
          step hello
            ask street: text 60 "Which street?"
            wait for crew.finished as report, late 3 days -> end done
            say "Finished: {report.summary}"
            -> end done
        """;

    private const string Works = """
        script works v1, texts en, for sms, outcomes done
          step hello
            ask street: text 60 "Which street?"
            do job.open(street) as job, else -> end done
            wait for crew.finished as report, late 3 days -> end done
            say "Finished {job.number}: {report.summary}"
            -> end done
        """;

    private const string Starts = """
        script starts v1, texts en, for sms, outcomes done
          starts on job.reported as job
          step hello
            say "A crew comes to {job.street}."
            -> end done
        """;

    [Theory]
    [InlineData(AppendFate.Lost)]
    [InlineData(AppendFate.Unacknowledged)]
    public Task A_run_that_waits_has_its_event_once(AppendFate fate) => AtEveryAppendAsync(fate, async kill =>
    {
        await using var life = await LifeAsync(kill, Waits, "waits");
        await life.AskedAsync("Which street?");
        await life.Center.ReceiveAsync("SM2", "main street", Phone);
        await life.Center.UntilAsync(() => life.LastStep().Contains("\"state\":\"Waiting\"", StringComparison.Ordinal), "the run waits");
        life.Arm();
        await life.RaiseAsync("crew.finished", ("summary", "well"));
        await life.PassAsync(() => life.Count("interaction.closed") == 1 && life.Count("event.settled") == 1 && life.IsSent("Finished: well"), "the run is over");
        life.Count("message.intended").ShouldBe(2);
        life.Steps("\"input\":\"EventArrived\"").ShouldBe(1);
        (life.Settled["taken"].GetInt32(), life.Settled.ContainsKey("why")).ShouldBe((1, false));
        return life.WasKilled;
    });

    [Theory]
    [InlineData(AppendFate.Lost)]
    [InlineData(AppendFate.Unacknowledged)]
    public Task What_is_kept_for_a_run_that_works_comes_to_it_once(AppendFate fate) => AtEveryAppendAsync(fate, async kill =>
    {
        var action = new OpenJob { Holds = true };
        await using var life = await LifeAsync(kill, Works, "works", action);
        await life.AskedAsync("Which street?");
        await life.Center.ReceiveAsync("SM2", "main street", Phone);
        await action.Began.Task.WaitAsync(TimeSpan.FromSeconds(30));
        life.Arm();
        await life.RaiseAsync("crew.finished", ("summary", "well"));
        await life.PassAsync(() => life.Count("script.kept") == 1 && life.Count("event.settled") == 1, "it is kept");
        action.Release();
        await life.PassAsync(() => life.Count("interaction.closed") == 1, "the run is over");
        life.Count("script.kept").ShouldBe(1);
        life.Steps("\"input\":\"EventArrived\"").ShouldBe(1);
        life.Steps("\"isRecalled\":true").ShouldBe(1);
        life.Count("message.intended").ShouldBe(2);
        (life.Settled["kept"].GetInt32(), life.Settled.ContainsKey("taken")).ShouldBe((1, false));
        return life.WasKilled;
    });

    [Theory]
    [InlineData(AppendFate.Lost)]
    [InlineData(AppendFate.Unacknowledged)]
    public Task An_event_begins_one_run_in_one_interaction(AppendFate fate) => AtEveryAppendAsync(fate, async kill =>
    {
        await using var life = await LifeAsync(kill, Starts, null);
        life.Arm();
        await life.RaiseAsync("job.reported", ("street", "main street"));
        await life.PassAsync(() => life.Count("interaction.closed") == 1 && life.Count("event.settled") == 1 && life.IsSent("A crew comes to main street."), "the run is over");
        life.Count("message.intended").ShouldBe(1);
        life.Steps("\"input\":\"Begin\"").ShouldBe(1);
        life.Count("interaction.opened").ShouldBe(1);
        life.Settled["begun"].GetInt32().ShouldBe(1);
        return life.WasKilled;
    });

    [Fact]
    public async Task Whoever_is_erased_before_the_event_is_delivered_gets_nothing_of_it()
    {
        await using var life = await LifeAsync((0, AppendFate.Unacknowledged), Waits, "waits");
        await life.AskedAsync("Which street?");
        await life.Center.ReceiveAsync("SM2", "main street", Phone);
        await life.Center.UntilAsync(() => life.LastStep().Contains("\"state\":\"Waiting\"", StringComparison.Ordinal), "the run waits");
        var customer = life.Center.Entries.Last(static e => e.Entry.Kind == "script.stepped").Entry.Links.Customer!.Value;
        life.Arm();
        (await life.TryRaiseAsync("crew.finished", ("summary", "well"))).ShouldBe(DeskStatus.Unavailable);
        life.Count("event.received").ShouldBe(1); // it is written, and nobody was told
        await life.Center.CrashAsync();
        life.Disarm();
        life.Center.Storage.Erase(CenterFixture.Acme, customer.Subject);
        await life.Center.StartAsync();
        await life.Center.UntilAsync(() => life.Count("event.settled") == 1, "it is settled");
        life.Settled["why"].GetString().ShouldBe("Erased");
        life.Steps("\"input\":\"EventArrived\"").ShouldBe(0);
        life.Count("message.intended").ShouldBe(1);
    }

    private static async Task AtEveryAppendAsync(AppendFate fate, Func<(int At, AppendFate Fate), Task<bool>> play)
    {
        var at = 0;
        while (await play((at, fate)))
        {
            at++;
        }

        at.ShouldBeGreaterThan(3); // the event, the step, what is said, how it was settled
    }

    private static async Task<Life> LifeAsync((int At, AppendFate Fate) kill, string script, string? runs, IScriptAction? action = null)
    {
        var life = new Life(kill, new MemoryCenter(new FakeChannel(ChannelKind.Sms))
        {
            Describe = t =>
            {
                t.AddScript(script.Split(' ')[1], script, Contracts);
                t.Endpoints["sms-faults"].Script = runs ?? "";
            },
            Compose = cc => cc.Services.AddSingleton(action ?? new OpenJob()),
        });
        await life.Center.StartAsync();
        if (runs is not null)
        {
            await life.Center.ReceiveAsync("SM1", "hello", Phone);
        }

        return life;
    }

    /// <summary>A center that dies at one append and lives again.</summary>
    private sealed class Life((int At, AppendFate Fate) kill, MemoryCenter center) : IAsyncDisposable
    {
        private (string Name, (string, string) Field)? _raised;
        private int _left = kill.At;
        private bool _livesAgain;

        public MemoryCenter Center => center;

        public bool WasKilled { get; private set; }

        public Dictionary<string, JsonElement> Settled => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(center.Entries.Single(static e => e.Entry.Kind == "event.settled").Entry.Body.Span)!;

        public void Arm() => center.Storage.OnAppend = _ =>
        {
            if (WasKilled || _left-- > 0)
            {
                return AppendFate.Acknowledged;
            }

            WasKilled = true;
            return kill.Fate;
        };

        public void Disarm() => center.Storage.OnAppend = static _ => AppendFate.Acknowledged;

        public int Count(string kind) => center.Entries.Count(e => e.Entry.Kind == kind);

        public int Steps(string part) => center.Entries.Count(e => e.Entry.Kind == "script.stepped" && Encoding.UTF8.GetString(e.Entry.Body.Span).Contains(part, StringComparison.Ordinal));

        public string LastStep() => center.Entries.LastOrDefault(static e => e.Entry.Kind == "script.stepped") is { } last ? Encoding.UTF8.GetString(last.Entry.Body.Span) : "";

        /// <summary>Whether the carrier got a text once; or it is not known whether it did, as it died between the attempt and its result.</summary>
        public bool IsSent(string text) => Channel.Sent.Count(m => m.Text == text) is 1 || Count("message.unknown") == 1;

        public Task AskedAsync(string text) => center.UntilAsync(() => Channel.Sent.Any(m => m.Text == text), $"\"{text}\" is asked");

        public async Task RaiseAsync(string name, (string, string) field)
        {
            _raised = (name, field);
            if (await TryRaiseAsync(name, field) is DeskStatus.Unavailable)
            {
                await LiveAgainAsync();
            }
        }

        public async Task<DeskStatus> TryRaiseAsync(string name, (string, string) field) => (await center.Services.GetRequiredService<IScriptEvents>().RaiseAsync(
            Principal.System, CenterFixture.Acme, new WorldEvent { Event = name, Key = "1", Address = Address.Phone(Phone), Fields = Fields(field) })).Status;

        /// <summary>Waits until it is so; where it dies on the way it is started again, and whoever has heard nothing says the event once more.</summary>
        public async Task PassAsync(Func<bool> isSo, string what)
        {
            await center.UntilAsync(() => isSo() || IsDead, what);
            if (IsDead)
            {
                await LiveAgainAsync();
            }

            await center.UntilAsync(isSo, what);
        }

        public ValueTask DisposeAsync() => center.DisposeAsync();

        private bool IsDead => WasKilled && !_livesAgain;

        private FakeChannel Channel => center.Services.GetServices<IChannel>().OfType<FakeChannel>().Single();

        private async Task LiveAgainAsync()
        {
            IsDead.ShouldBeTrue();
            _livesAgain = true;
            await center.CrashAsync();
            if (kill.At % 2 == 1)
            {
                center.Storage.LoseViews(CenterFixture.Acme); // what is derived is derived again
            }

            await center.StartAsync();
            (await TryRaiseAsync(_raised!.Value.Name, _raised.Value.Field)).ShouldBeOneOf(DeskStatus.Done, DeskStatus.Repeated);
        }
    }
}
