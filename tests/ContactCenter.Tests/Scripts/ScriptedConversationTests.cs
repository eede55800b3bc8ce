using System.Collections.Concurrent;
using System.Collections.Immutable;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Scripting;
using ContactCenter.Testing;

namespace ContactCenter.Tests.Scripts;

/// <summary>Scripts that receive customers of a whole center on the real store: what is said goes out, what is answered comes in, nothing is done twice.</summary>
public sealed class ScriptedConversationTests
{
    private const string Meter = """
        script meter v1, texts it, for sms, chat, outcomes noted, person, given-up
          slot caller: phone = session.from, private
          step hello
            say "Lettura del contatore."
            ask customer-number: digits 4..8 "Il numero cliente?", wrong 3 times -> desk
            ask reading: number 0..99999 "La lettura?"
            confirm "Cliente {customer-number}, lettura {reading}?", no -> hello
            do meter.note(customer-number, reading) as noted, else -> desk
            say "Grazie. Ricevuta {noted.receipt}."
            -> end noted
          step desk
            transfer queue billing, after 30s -> give-up, taken -> end person
          step give-up
            say "La richiamiamo."
            -> end given-up
        """;

    [Fact]
    public async Task A_customer_is_received_asked_and_served_by_a_script()
    {
        var action = new MeterAction();
        await using var center = await StartAsync(action);
        await center.ReceiveAsync("SM1", "ciao");
        await SaidAsync(center, "Lettura del contatore.", "Il numero cliente?");
        await center.ReceiveAsync("SM2", "12 34 56");
        await SaidAsync(center, "La lettura?");
        await center.ReceiveAsync("SM3", "quattromiladuecento");
        await SaidAsync(center, "Cliente 123456, lettura 4200?\n1 sì\n2 no");
        await center.ReceiveAsync("SM4", "sì");
        await SaidAsync(center, "Grazie. Ricevuta R-123456.");
        var call = action.Calls.ShouldHaveSingleItem();
        (call.Arguments["number"], call.Arguments["reading"]).ShouldBe(("123456", "4200"));

        // It is over, with the script's outcome; the next message begins anew.
        var anna = center.Desk("anna", Role.Agent, Role.Supervisor);
        var closed = await anna.UntilAsync(async () => await anna.InteractionAsync(call.Interaction) is { Summary.Status: InteractionStatus.Closed } view ? view : null, "the conversation is closed");
        closed.Summary.Disposition.ShouldBe(new DispositionCode("noted"));
        closed.Timeline.ShouldContain(t => t.Text == "Grazie. Ricevuta R-123456.");
        await center.ReceiveAsync("SM5", "ancora io");
        await SaidAsync(center, "Lettura del contatore.", "Il numero cliente?");
    }

    [Fact]
    public async Task What_is_no_answer_is_asked_again_and_then_a_person_is_called()
    {
        await using var center = await StartAsync(new MeterAction());
        var bruno = await center.ReadyAsync("bruno");
        await center.ReceiveAsync("SM1", "ciao");
        await SaidAsync(center, "Lettura del contatore.", "Il numero cliente?");
        await center.ReceiveAsync("SM2", "non lo so");
        await SaidAsync(center, "Non ho capito. Servono da 4 a 8 cifre.\nIl numero cliente?");
        await center.ReceiveAsync("SM3", "boh");
        await SaidAsync(center, "Non ho capito. Servono da 4 a 8 cifre.\nIl numero cliente?");
        await center.ReceiveAsync("SM4", "uffa");
        var view = await center.TakeAsync(bruno);
        view.Timeline.Count(t => t.Kind == TimelineKind.MessageIn).ShouldBe(4);
        await CenterFixture.Do(bruno, new DeskCommand.SendMessage(view.Summary.Interaction, view.Sessions[0].Session, "Eccomi."));
        await SaidAsync(center, "Eccomi.");

        // The script has nothing more to say: what is written now is the agent's.
        await center.ReceiveAsync("SM5", "grazie");
        await bruno.UntilAsync(async () => (await bruno.InteractionAsync(view.Summary.Interaction))!.Timeline.Any(t => t.Text == "grazie") ? "joined" : null, "the message joins");
        center.Channel.Sent[^1].Text.ShouldBe("Eccomi.");
    }

    [Fact]
    public async Task An_action_that_fails_takes_its_branch_and_nobody_at_the_desk_is_told()
    {
        await using var center = await StartAsync(new MeterAction { Fails = true }, t => t.AddQueue("billing", q => q.RequireSkill("billing", 1)).AddAgent("carla", a => a.Skill("billing", 2)));
        await center.ReceiveAsync("SM1", "ciao");
        await SaidAsync(center, "Lettura del contatore.", "Il numero cliente?");
        await center.ReceiveAsync("SM2", "123456");
        await SaidAsync(center, "La lettura?");
        await center.ReceiveAsync("SM3", "7");
        await SaidAsync(center, "Cliente 123456, lettura 7?\n1 sì\n2 no");
        await center.ReceiveAsync("SM4", "1");
        await SaidAsync(center, "Nobody is here yet; we have your message."); // the queue's own words: the work waits
    }

    [Fact]
    public async Task A_restart_at_every_moment_changes_nothing()
    {
        var action = new MeterAction();
        await using var center = await StartAsync(action);
        await center.ReceiveAsync("SM1", "ciao");
        await SaidAsync(center, "Lettura del contatore.", "Il numero cliente?");
        await center.RestartAsync();
        await center.ReceiveAsync("SM2", "123456");
        await SaidAsync(center, "La lettura?");
        await center.RestartAsync(center.LoseViews);
        await center.ReceiveAsync("SM3", "7");
        await SaidAsync(center, "Cliente 123456, lettura 7?\n1 sì\n2 no");

        // The process ends while the action is done: the next one does it again under the same key.
        action.Blocks = true;
        await center.ReceiveAsync("SM4", "1");
        await action.Began.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await center.RestartAsync(() => action.Blocks = false);
        await SaidAsync(center, "Grazie. Ricevuta R-123456.");
        action.Calls.Select(static call => call.Key).Distinct().Count().ShouldBe(1);
        action.Calls.Count.ShouldBe(2);
        await center.RestartAsync(center.LoseViews);
        await center.ReceiveAsync("SM5", "ciao", "+393339998888"); // once somebody else is answered, what would be said again has been
        await SaidAsync(center, "Lettura del contatore.", "Il numero cliente?");
        center.Channel.Sent.Count.ShouldBe(7);
    }

    [Fact]
    public async Task Who_runs_on_an_older_text_stays_on_it()
    {
        var center = new CenterFixture { Describe = t => Describe(t, Meter) };
        await center.StartAsync(new MeterAction());
        await using var _ = center;
        await center.ReceiveAsync("SM1", "ciao");
        await SaidAsync(center, "Lettura del contatore.", "Il numero cliente?");
        center.Describe = t => Describe(t, Meter.Replace("v1", "v2", StringComparison.Ordinal).Replace("La lettura?", "E la lettura?", StringComparison.Ordinal));
        await center.RestartAsync();
        await center.ReceiveAsync("SM2", "123456");
        await SaidAsync(center, "La lettura?");
        await center.ReceiveAsync("SM1b", "ciao", "+393339998888");
        await SaidAsync(center, "Lettura del contatore.", "Il numero cliente?");
        await center.ReceiveAsync("SM2b", "654321", "+393339998888");
        await SaidAsync(center, "E la lettura?");
    }

    [Fact]
    public async Task A_promise_is_kept_when_the_conversation_is_closed_and_the_answer_to_it_is_heard()
    {
        await using var center = await CenterFixture.StartAsync(static t =>
        {
            t.AddScript("later", """
                script later v1, texts en, for sms, outcomes fine, bad
                  step hello
                    say "We come back to you."
                    wait 2s
                    ask fine: yes/no "Is it fine now?"
                    if fine -> end fine
                    say "We are sorry."
                    -> end bad
                """);
            t.Endpoints["sms-faults"].Runs("later");
        });
        await center.ReceiveAsync("SM1", "hello");
        await SaidAsync(center, "We come back to you.");
        var carla = center.Desk("carla", Role.Supervisor);
        var first = await carla.UntilAsync(async () => await carla.InteractionsAsync(new InteractionFilter()) is [var line, ..] ? line : null, "the conversation");
        await CenterFixture.Do(carla, new DeskCommand.CloseInteraction(first.Interaction, DispositionCode.Resolved));
        await SaidAsync(center, "Is it fine now?\n1 yes\n2 no");
        var lines = await carla.InteractionsAsync(new InteractionFilter());
        lines.Count.ShouldBe(2);
        lines[0].Customer.ShouldBe(first.Customer);
        await center.RestartAsync(center.LoseViews);
        await center.ReceiveAsync("SM2", "no");
        await SaidAsync(center, "We are sorry.");
        carla = center.Desk("carla", Role.Supervisor);
        var view = await carla.UntilAsync(async () => await carla.InteractionAsync(lines[0].Interaction) is { Summary.Status: InteractionStatus.Closed } closed ? closed : null, "it is over");
        view.Summary.Disposition.ShouldBe(new DispositionCode("bad"));
        (await carla.InteractionsAsync(new InteractionFilter())).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_a_waiting_script_does_not_hear_is_for_a_person_and_so_is_a_script_that_cannot_go_on()
    {
        await using var center = await CenterFixture.StartAsync(static t =>
        {
            t.AddScript("later", """
                script later v1, texts en, for sms, outcomes fine
                  step hello
                    ask count: number 1..9 "How many?"
                    say "Noted: {count}."
                    wait 1h
                    -> end fine
                """);
            t.Endpoints["sms-faults"].Runs("later");
        });
        var anna = await center.ReadyAsync("anna");
        await center.ReceiveAsync("SM1", "hello");
        await SaidAsync(center, "How many?");
        await center.ReceiveAsync("SM2", "three");
        await SaidAsync(center, "Noted: 3.");
        await center.ReceiveAsync("SM3", "And when do you come?");
        var view = await center.TakeAsync(anna);
        view.Timeline.ShouldContain(static t => t.Text == "And when do you come?");
        (await anna.InteractionAsync(view.Summary.Interaction))!.Script!.Kind.ShouldBe(ScriptViewKind.Waiting); // it keeps its promise all the same

        await center.ReceiveAsync("SM4", "hello", "+393339998888");
        await SaidAsync(center, "How many?");
        foreach (var (id, text) in new[] { ("SM5", "a few"), ("SM6", "several"), ("SM7", "who knows") })
        {
            await center.ReceiveAsync(id, text, "+393339998888");
        }

        var second = await center.OfferAsync(anna);
        second.Interaction.ShouldNotBe(view.Summary.Interaction);
    }

    [Fact]
    public async Task A_message_goes_to_another_number_and_another_script_begins_beside()
    {
        await using var center = await CenterFixture.StartAsync(static t =>
        {
            t.AddScript("main", """
                script main v1, texts en, for sms, outcomes done
                  step hello
                    ask name: text 40 "Your name?"
                    start watch(name, session.from)
                    send sms "{name} has written." to "+393337770000"
                    say "Thank you, {name}."
                    -> end done
                """, "script watch(name: text, who: phone)");
            t.AddScript("watch", """
                script watch v1, texts en, for sms, outcomes seen
                  slot name: text
                  slot who: phone, private
                  step hello
                    send sms "Watching {name}." to who
                    -> end seen
                """);
            t.Endpoints["sms-faults"].Runs("main");
        });
        await center.ReceiveAsync("SM1", "hello");
        await SaidAsync(center, "Your name?");
        await center.ReceiveAsync("SM2", "Ann");
        var desk = center.Desk("anna");
        await desk.UntilAsync(() => Task.FromResult(center.Channel.Sent.Count == 4 ? "sent" : null), "all is sent");
        center.Channel.Sent.Skip(1).Select(static m => (m.To.Value, m.Text)).OrderBy(static m => m.Text, StringComparer.Ordinal).ShouldBe(
        [
            ("+393337770000", "Ann has written."), ("+393331112222", "Thank you, Ann."), ("+393331112222", "Watching Ann."),
        ]);
    }

    private static async Task<CenterFixture> StartAsync(MeterAction action, Action<TenantOptions>? more = null)
    {
        var center = new CenterFixture
        {
            Describe = t =>
            {
                Describe(t, Meter);
                more?.Invoke(t);
            },
        };
        await center.StartAsync(action);
        return center;
    }

    private static void Describe(TenantOptions tenant, string script)
    {
        tenant.AddScript("meter", script);
        tenant.Endpoints["sms-faults"].Runs("meter").Speaks("it");
    }

    /// <summary>Waits until these texts, in order, are the next that went out.</summary>
    private static async Task SaidAsync(CenterFixture center, params string[] texts)
    {
        var desk = center.Desk("anna");
        var said = center.Said;
        center.Said += texts.Length;
        await desk.UntilAsync(() => Task.FromResult(center.Channel.Sent.Count >= said + texts.Length ? "said" : null), $"\"{string.Join("\", \"", texts)}\" is said, after {string.Join(" | ", center.Channel.Sent.Select(static m => m.Text))}");
        center.Channel.Sent.Skip(said).Take(texts.Length).Select(static message => message.Text).ShouldBe(texts);
    }

    private sealed class MeterAction : IScriptAction
    {
        public bool Fails { get; set; }

        public bool Blocks { get; set; }

        public TaskCompletionSource Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentQueue<ScriptActionCall> Calls { get; } = new();

        public ScriptActionSignature Signature { get; } = new(
            "meter.note", [new ScriptField("number", "digits 4..8"), new ScriptField("reading", "number")], [new ScriptField("receipt", "text"), new ScriptField("at", "moment", IsOptional: true)]) { Timeout = TimeSpan.FromMinutes(1) };

        public async ValueTask<ScriptActionResult> InvokeAsync(ScriptActionCall call, CancellationToken cancellationToken)
        {
            Calls.Enqueue(call);
            Began.TrySetResult();
            if (Blocks)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return Fails
                ? new ScriptActionResult(false, ImmutableDictionary<string, string>.Empty, "down")
                : new ScriptActionResult(true, ImmutableDictionary<string, string>.Empty.Add("receipt", "R-" + call.Arguments["number"]));
        }
    }
}
