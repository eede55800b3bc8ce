using System.Collections.Concurrent;
using ContactCenter.Administration;
using ContactCenter.Channels;
using ContactCenter.Desk;

namespace ContactCenter.AspNetCore.Tests;

/// <summary>The administrations of two tenants: a fixed configuration, and changes that end as the test says. What fails, fails as the desks do.</summary>
internal sealed class FakeAdministrations(IDesks desks) : IAdministrations
{
    public ConcurrentQueue<(Principal Principal, TenantId Tenant, IReadOnlyList<ConfigurationEdit> Edits, Guid Key)> Changes { get; } = [];

    public IReadOnlyList<ConfigurationFault> Faults { get; set; } = [];

    private FakeDesks Desks => (FakeDesks)desks;

    public IAdministration Open(Principal principal, TenantId tenant) =>
        Desks.Tenants.Contains(tenant) && principal.Tenants.Contains(tenant) ? new Fake(this, principal, tenant) : throw new DeskAccessException();

    private sealed class Fake(FakeAdministrations all, Principal principal, TenantId tenant) : IAdministration
    {
        public Principal Principal => principal;

        public TenantId Tenant => tenant;

        public ValueTask<ConfigurationView> ConfigurationAsync(CancellationToken cancellationToken)
        {
            Check();
            return new(new ConfigurationView(
                tenant,
                Of("acme", "Acme"),
                [Of("faults", new QueueOptions().Named("Faults").RequireSkill("gas", 3))],
                [],
                [Of("sms-main", new EndpointOptions { Channel = "sms", Address = "+390612345678" }.ToQueue("faults").Open("Europe/Rome", new OpeningSpan(DayOfWeek.Monday, new(8, 0), new(18, 0))))],
                [],
                [],
                [new SkillUse("gas", ["faults"], [])],
                [ChannelKind.Sms],
                []));
        }

        public ValueTask<IReadOnlyList<ConfigurationChange>> HistoryAsync(long? before, int limit, CancellationToken cancellationToken)
        {
            Check();
            return new([new ConfigurationChange(7, FakeDesks.Noon, "person:anna", true, "queue/faults", null, "{}")]);
        }

        public ValueTask<ScriptCheck> CheckScriptAsync(string script, ScriptOptions settings, CancellationToken cancellationToken = default)
        {
            Check();
            return new(new ScriptCheck([new ScriptFinding("Text", 2, 3, 4, "S402", IsError: true, $"Wrong in {script}.")], settings.Text + settings.Texts.GetValueOrDefault("it"), ""));
        }

        public ValueTask<ConfigurationResult> ChangeAsync(IReadOnlyList<ConfigurationEdit> edits, Guid key, CancellationToken cancellationToken)
        {
            Check();
            all.Changes.Enqueue((principal, tenant, edits, key));
            var result = all.Desks.Result();
            return new(all.Faults.Count > 0
                ? new ConfigurationResult(DeskStatus.Invalid, "CC1222", "Wrong.", all.Faults)
                : new ConfigurationResult(result.Status, result.Code, result.Message, []));
        }

        private static Configured<T> Of<T>(string id, T settings) => new(id, settings, 7, true, FakeDesks.Noon, "person:anna");

        private void Check()
        {
            if (all.Desks.Fault is { } fault)
            {
                throw fault;
            }
        }
    }
}
