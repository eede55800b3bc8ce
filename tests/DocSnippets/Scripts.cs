using System.Collections.Immutable;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Scripting;
using ContactCenter;

namespace Acme.Scripts;

internal static class Scripts
{
    public static int Run(SourceText source, ScriptContracts contracts, Guid id, byte[] buffer, DateTimeOffset now)
    {
// <ScriptRun>
var compiled = ScriptCompiler.Compile(source, contracts);           // its Diagnostics say why there is no Program
var run = new ScriptRun(compiled.Program!, id, new ScriptRunSettings { TimeZone = "Europe/Rome" });
ScriptMachine.Advance(run, ScriptInput.Begin(), now);              // to the first demand
ScriptFrame.TryWrite(run, buffer, out var length);                 // the step, to be made durable
// ... run.Demand: say a line, ask, do an action, wait; then
ScriptMachine.Advance(run, ScriptInput.Answered(run.Demand.Sequence, ScriptValue.Choice("inside"), "1", ScriptAnswerForm.Key), now);
// </ScriptRun>
        return length;
    }

    public static async Task AskAsync(ScriptProgram program, ScriptRun run, Func<string, Task> SendAsync, DateTimeOffset now)
    {
// <ScriptPresenter>
var presenter = new ScriptPresenter(program);
var prompt = presenter.Present(run, ScriptMedium.Sms)!;            // text, choices, refusal, keys, recording
await SendAsync(prompt.Body);
// ... the customer writes "in casa":
ScriptMachine.Advance(run, presenter.Read(run, "in casa", ScriptAnswerForm.Text, now), now);
// </ScriptPresenter>
    }

    public static void Test(ScriptProgram program, string text)
    {
// <ScriptConversations>
var talks = ConversationFile.Parse(new SourceText("gas.talks", text));     // talks.Faults: lines that cannot be understood
foreach (var talk in talks.Conversations)
{
    var result = talk.Play(program, new ConversationSettings { CrashesAlways = true });
    Assert.Null(result.Failure);                                           // its line, and what is wrong in sentences
}
// </ScriptConversations>
    }

    private static class Assert
    {
        public static void Null(object? value) => _ = value;
    }

    public static async Task<ScriptProgram?> CompileAsync(SourceText script, ScriptContracts contracts)
    {
// <ScriptTexts>
var texts = ScriptTexts.Parse(new SourceText("gas.pl.texts", await File.ReadAllTextAsync("gas.pl.texts")));
var compiled = ScriptCompiler.Compile(script, contracts, [texts]);
// </ScriptTexts>
        return compiled.Program;
    }

    private static void Describe(IServiceCollection services, IContactCenterBuilder cc, Address page)
    {
// <ScriptsInACenter>
cc.AddTenant("acme", t => t
    .AddScript("meter-reading", File.ReadAllText("meter-reading.flow"), configure: s => s.In("it", File.ReadAllText("meter-reading.it.texts")))
    .AddScript("new-contract", File.ReadAllText("new-contract.flow"))
    .AddQueue("contracts", q => q.Guided("new-contract"))
    .AddEndpoint("chat-readings", ChannelKind.Chat, page, e => e.ToQueue("bookings").Runs("meter-reading")));
services.AddSingleton<IScriptAction, MeterReadings>();                     // what the script does in the world
// </ScriptsInACenter>
    }

    private static void Send(IContactCenterBuilder cc)
    {
// <MessageTemplates>
cc.AddTenant("clinic", t => t
    .AddTemplates("templates")                                             // files of a folder: templates/clinic/prepare.template is clinic/prepare
    .AddTemplate("clinic/reminder", "name: text, when: moment", m => m
        .For(ChannelKind.Sms)
        .In("it", "Gentile {name}, la aspettiamo {when|on}.", brief: "{name}: {when}")
        .In("en", "Dear {name}, we expect you {when|on}."))
    .AddScript("booking", File.ReadAllText("booking.flow")));
// </MessageTemplates>
    }

    public static async Task UpgradeAsync(IDesk desk)
    {
// <UpgradeRuns>
var wanted = new UpgradeRequest("meter-reading") { Reason = "Better words", Map = "upgrade v2: where -> address" };
var looked = await desk.LookAtUpgradeAsync(wanted);                       // writes nothing
Console.WriteLine($"{looked.Report?.Moves} would go on with v{looked.Report?.Version}, {looked.Report?.Stays} would stay");
var done = await desk.UpgradeRunsAsync(wanted, Guid.NewGuid());           // the same key does nothing twice
foreach (var run in done.Report!.Runs)
{
    Console.WriteLine($"{run.Run} {run.Verdict} {run.From} -> {run.To} {run.Code} {run.Why}");
}
// </UpgradeRuns>
    }

    private static async Task RaiseAsync(IScriptEvents events, CustomerId customer)
    {
// <EventsOfTheWorld>
var result = await events.RaiseAsync(Principal.System, new TenantId("acme"), new WorldEvent
{
    Event = "crew.finished",                                               // as the scripts' contracts declare it
    Key = "crew-77-finished",                                              // the same however often it is said: taken in once
    Customer = customer,                                                   // or Address, or Interaction, or nobody
    Ties = ImmutableDictionary<string, string>.Empty.Add("case.number", "77"),
    Fields = ImmutableDictionary<string, string>.Empty.Add("summary", "valve changed"),
});
// result: Done, Repeated, or a code and a sentence
// </EventsOfTheWorld>
    }

    public static async Task FiguresAsync(IDesk desk, DateTimeOffset monday)
    {
// <ScriptFiguresOfACenter>
var figures = await desk.ScriptFiguresAsync("meter-reading", from: monday, to: monday.AddDays(7));
foreach (var version in figures!.Versions)
{
    Console.WriteLine($"v{version.Version}: {version.Runs} runs, {version.Ended} over, {version.Steps.Sum(s => s.DroppedOff)} dropped off");
}
// </ScriptFiguresOfACenter>
    }

    private sealed class MeterReadings : IScriptAction
    {
        public ScriptActionSignature Signature { get; } = new("meter.note", [], []);

        public ValueTask<ScriptActionResult> InvokeAsync(ScriptActionCall call, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new ScriptActionResult(true, System.Collections.Immutable.ImmutableDictionary<string, string>.Empty));
    }
}
