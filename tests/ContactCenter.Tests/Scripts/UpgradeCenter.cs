using System.Collections.Concurrent;
using System.Collections.Immutable;
using ContactCenter.Administration;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Projections;
using ContactCenter.Records;
using ContactCenter.Scripting;
using ContactCenter.Storage;
using ContactCenter.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Scripts;

/// <summary>A center in virtual time whose customers read their meters to a script that has a second version.</summary>
internal sealed class UpgradeCenter : IAsyncDisposable
{
    public const string Meter = """
        script meter v1, texts it, for sms, outcomes noted, person, late
          step hello
            say "Lettura del contatore."  #k100
            ask customer-number: digits 4..8 "Il numero cliente?"  #k101
            ask reading: number 0..99999 "La lettura?"  #k102
            do meter.note(customer-number, reading) as noted, else -> desk
            say "Ricevuta {noted.receipt}."  #k103
            wait 2h
            send sms "Promemoria {customer-number}." to "+393337770000"  #k104
            confirm "Tutto a posto?", no -> desk  #k105
            -> end noted
          step desk
            transfer queue billing, after 30m -> late, taken -> end person
          step late
            say "La richiamiamo."  #k106
            -> end late

        """;

    private readonly FakeChannel _channel = new(ChannelKind.Sms);

    public UpgradeCenter()
    {
        Action = new MeterAction();
        Center = new MemoryCenter(_channel)
        {
            Describe = static t =>
            {
                t.AddScript("meter", Meter);
                t.Endpoints["sms-faults"].Runs("meter");
            },
            Compose = cc =>
            {
                cc.Services.AddSingleton<IScriptAction>(Action);
                cc.Services.AddSingleton<ITenantStorageProvider>(new HeldStorage(Center!.Storage, append => Before(append)));
            },
        };
    }

    public MemoryCenter Center { get; }

    public MeterAction Action { get; }

    /// <summary>What an append waits for.</summary>
    public Func<Append, Task> Before { get; set; } = static _ => Task.CompletedTask;

    public IDesk Carla => Center.Desk("carla", Role.Supervisor);

    public IEnumerable<(CommittedEntry At, ScriptStepped Step)> Steps =>
        Center.Entries.Where(static e => e.Entry.Kind == ScriptKinds.Stepped).Select(static e => (e, e.Entry.Read(ScriptJson.Default.ScriptStepped)));

    public static string Second => Meter.Replace("v1", "v2", StringComparison.Ordinal).Replace("La lettura?", "E la lettura?", StringComparison.Ordinal)
        .Replace("Ricevuta {noted.receipt}.", "Fatto, {customer-number}: {noted.receipt}.", StringComparison.Ordinal).Replace("Tutto a posto?", "Tutto bene?", StringComparison.Ordinal);

    public static string From(int customer) => $"+39333{customer:D6}";

    public IReadOnlyList<string> SaidTo(string number) => [.. _channel.Sent.Where(m => m.To.Value == number).Select(static m => m.Text)];

    /// <summary>Waits until the texts of a number are these, and no others.</summary>
    public async Task SaidAsync(string number, params string[] texts)
    {
        await Center.UntilAsync(() => SaidTo(number).Count >= texts.Length, $"\"{string.Join("\", \"", texts)}\" is said to {number}, after {string.Join(" | ", SaidTo(number))}");
        SaidTo(number).ShouldBe(texts);
    }

    /// <summary>A customer writes and answers, and the run stands where the last answer leads.</summary>
    public async Task<ScriptRow> TalkAsync(int customer, string statement, params string[] answers)
    {
        foreach (var (text, at) in answers.Prepend("ciao").Select(static (text, at) => (text, at)))
        {
            await Center.ReceiveAsync($"SM{customer}-{at}", text, From(customer));
            var asked = at switch { 0 => "hello/k101", 1 => "hello/k102", _ => statement };
            await StandsAsync(customer, at == answers.Length ? statement : asked);
        }

        return RowOf(customer);
    }

    public async Task StandsAsync(int customer, string statement) => await Center.UntilAsync(
        () => Steps.LastOrDefault(s => s.At.Entry.Links.Customer == CustomerOf(customer)).Step?.Statement == statement && Center.Tenant?.Views.Next == Center.Tenant?.Storage.Log.Head,
        $"{customer} stands at {statement}");

    /// <summary>The same, or what it asks for is on its way and held.</summary>
    public Task StandsOrIsHeldAsync(int customer, string statement, Task held) => Task.WhenAny(StandsAsync(customer, statement), held).Unwrap();

    public ScriptRow RowOf(int customer) => Center.Tenant!.Views.Scripts.Running.Single(r => r.Customer == CustomerOf(customer));

    public async Task ConfigureAsync(string script)
    {
        var administration = Center.Services.GetRequiredService<IAdministrations>().Open(Principal.Person(new AgentId("adele"), CenterFixture.Acme, Role.Administrator), CenterFixture.Acme);
        var meter = (await administration.ConfigurationAsync()).Scripts.Single();
        var result = await administration.ChangeAsync([new ConfigurationEdit.SetScript("meter", new ScriptOptions { Text = script }) { Version = meter.Version }], Guid.NewGuid());
        result.IsDone.ShouldBeTrue($"{result.Message} {string.Join(" ", result.Faults.Select(static f => f.Message))}");
    }

    public static UpgradeRequest Request => new("meter") { Reason = "Better words" };

    public async Task CrashAndStartAsync()
    {
        await Center.CrashAsync();
        await Center.StartAsync();
    }

    public ValueTask DisposeAsync() => Center.DisposeAsync();

    private CustomerId? CustomerOf(int customer) => Center.Entries
        .FirstOrDefault(e => e.Entry.Kind == DoorKinds.MessageReceived && e.Entry.Read(DoorJson.Default.MessageReceived).ProviderId.StartsWith($"SM{customer}-", StringComparison.Ordinal))?.Entry.Links.Customer;
}

/// <summary>Notes a reading, once for each key; one of <c>0000</c> fails.</summary>
internal sealed class MeterAction : IScriptAction
{
    private TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MeterAction() => _open.SetResult();

    public ConcurrentQueue<ScriptActionCall> Calls { get; } = new();

    public ScriptActionSignature Signature { get; } = new(
        "meter.note", [new ScriptField("number", "digits 4..8"), new ScriptField("reading", "number")], [new ScriptField("receipt", "text")]) { Timeout = TimeSpan.FromDays(1) };

    /// <summary>What is called from now on does not end.</summary>
    public void Hold() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _open.TrySetResult();

    public async ValueTask<ScriptActionResult> InvokeAsync(ScriptActionCall call, CancellationToken cancellationToken)
    {
        Calls.Enqueue(call);
        await _open.Task.WaitAsync(cancellationToken);
        return call.Arguments["number"] == "0000"
            ? new ScriptActionResult(false, ImmutableDictionary<string, string>.Empty, "down")
            : new ScriptActionResult(true, ImmutableDictionary<string, string>.Empty.Add("receipt", "R-" + call.Arguments["number"]));
    }
}
