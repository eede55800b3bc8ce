using ContactCenter.Administration;
using ContactCenter.Channels;
using ContactCenter.Desk;

namespace ContactCenter.Desktop.Tests.Fakes;

/// <summary>A small configuration that remembers what it was asked to change, and answers as told.</summary>
internal sealed class FakeAdministrations(TimeProvider time) : IAdministrations
{
    public List<(ConfigurationEdit Edit, Guid Key)> Edits { get; } = [];

    public Queue<ConfigurationResult> Answers { get; } = [];

    /// <summary>What is found in every script.</summary>
    public List<ScriptFinding> Findings { get; } = [];

    /// <summary>Whether the tenant is just being started.</summary>
    public bool IsAway { get; set; }

    /// <summary>The scripts that were looked at.</summary>
    public List<string> Checked { get; } = [];

    public IAdministration Open(Principal principal, TenantId tenant) => new Fake(this, principal, tenant);

    private sealed class Fake(FakeAdministrations all, Principal principal, TenantId tenant) : IAdministration
    {
        public Principal Principal => principal;

        public TenantId Tenant => tenant;

        public ValueTask<ConfigurationView> ConfigurationAsync(CancellationToken cancellationToken = default) => new(new ConfigurationView(
            tenant,
            Of("acme", "Acme"),
            [
                Of("faults", new QueueOptions().Named("Faults").RequireSkill("gas", 3).OpenBy("office")
                    .AddRing(TimeSpan.FromSeconds(30), static r => r.LowerBy = 1)
                    .AddOverflow(OverflowOptions.ToAnswer(Routing.OverflowTrigger.Closed, "We are closed.").Say("de", "Geschlossen."))),
                Of("night", new QueueOptions()),
            ],
            [Of("anna", new AgentOptions().Named("Anna Rossi").Skill("gas", 5))],
            [Of("sms-main", new EndpointOptions { Channel = "sms", Address = "+390612345678" }.ToQueue("faults").Answers("Nobody is here.", "Too many wait.", "We are closed.").Open("Europe/Rome", new OpeningSpan(DayOfWeek.Monday, new(8, 0), new(12, 0)), new OpeningSpan(DayOfWeek.Monday, new(14, 0), new(18, 0))))],
            [Of("resolved", "Resolved")],
            [Of("break", "Break")],
            [new SkillUse("gas", ["faults"], ["anna"])],
            [ChannelKind.Sms],
            [])
        {
            Calendars = [Of("office", new CalendarOptions().Named("Office").In("Europe/Rome").Open("08:00-18:00").Closed("12-25"))],
            Scripts = [Of("meter", new ScriptOptions { Text = "script meter v1, texts en\n", Contracts = "event x\n" }.In("it", "texts it"))],
            Templates = [Of("visit/reminder", new TemplateOptions { Takes = "name: text, when: moment" }.For(ChannelKind.Sms).In("it", "Gentile {name}, {when|on}.", "{when}").In("pl", "{name}, {when}."))],
            Strategies = ["longest-idle", "least-occupied", "round-robin", "best-skill"],
        });

        public ValueTask<IReadOnlyList<ConfigurationChange>> HistoryAsync(long? before = null, int limit = 100, CancellationToken cancellationToken = default) =>
            new([new ConfigurationChange(7, all.Now, "person:anna", true, "queue/faults", "{\"name\":\"Old\"}", "{\"name\":\"Faults\"}")]);

        public ValueTask<ScriptCheck> CheckScriptAsync(string script, ScriptOptions settings, CancellationToken cancellationToken = default)
        {
            all.Checked.Add(settings.Text);
            if (all.IsAway)
            {
                throw new ContactCenter.Journal.LogUnavailableException("The tenant is being started.");
            }

            return new(new ScriptCheck([.. all.Findings], settings.Text.TrimEnd() + "\n", all.Findings.Count == 0 ? "1 difference" : ""));
        }

        public ValueTask<ConfigurationResult> ChangeAsync(IReadOnlyList<ConfigurationEdit> edits, Guid key, CancellationToken cancellationToken = default)
        {
            all.Edits.Add((edits.Single(), key));
            return new(all.Answers.TryDequeue(out var answer) ? answer : ConfigurationResult.Done);
        }

        private Configured<T> Of<T>(string id, T settings) => new(id, settings, 7, true, all.Now, "person:anna");
    }

    private DateTimeOffset Now => time.GetUtcNow();
}
