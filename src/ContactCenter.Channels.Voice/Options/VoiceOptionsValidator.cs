using System.Net;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.Voice;

/// <summary>Reports every fault of the options at once: key, value, remedy.</summary>
internal sealed class VoiceOptionsValidator : IValidateOptions<VoiceOptions>
{
    private const string Section = VoiceOptions.Section;

    public ValidateOptionsResult Validate(string? name, VoiceOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        CheckListening(options, faults);
        foreach (var (key, trunk) in options.Trunks)
        {
            TrunkRules.Check($"{Section}:Trunks:{key}", key, trunk, faults);
        }

        CheckOwners(options, faults);
        CheckPhones(options.Phones, faults);
        CheckGuard(options.Guard, faults);
        return faults.Build();
    }

    private static void CheckListening(VoiceOptions options, ValidateOptionsResultBuilder faults)
    {
        var usesTls = false;
        foreach (var (key, text) in options.Listen)
        {
            if (VoiceListen.TryParse(text, out var listen))
            {
                usesTls |= listen.Transport == VoiceTransport.Tls;
            }
            else
            {
                faults.AddError($"{Section}:Listen:{key} is '{text}'; set it to transport, address and port, such as udp:0.0.0.0:5060, tcp:192.0.2.1:5060 or tls:[::]:5061.");
            }
        }

        if (options.PublicAddress is { } address && (!IPAddress.TryParse(address, out var parsed) || parsed.Equals(IPAddress.Any) || parsed.Equals(IPAddress.IPv6Any)))
        {
            faults.AddError($"{Section}:PublicAddress is '{address}'; set it to the IP address the other sides reach, or remove it.");
        }

        if (options.FirstMediaPort is < 1_024 or > 65_534 || options.FirstMediaPort % 2 != 0)
        {
            faults.AddError($"{Section}:FirstMediaPort is {options.FirstMediaPort}; set it to an even port, 1024 to 65534.");
        }

        if (options.LastMediaPort > 65_535 || options.LastMediaPort <= options.FirstMediaPort || options.LastMediaPort % 2 == 0)
        {
            faults.AddError($"{Section}:LastMediaPort is {options.LastMediaPort}; set it to an odd port above {Section}:FirstMediaPort ({options.FirstMediaPort}), up to 65535.");
        }

        if (options.SilenceSeconds != 0 && options.SilenceSeconds is < 5 or > 3_600)
        {
            faults.AddError($"{Section}:SilenceSeconds is {options.SilenceSeconds}; set it to 5 to 3600, or to 0 for never.");
        }

        if (usesTls && string.IsNullOrWhiteSpace(options.Certificate.Path))
        {
            faults.AddError($"{Section}:Certificate:Path is empty and {Section}:Listen has tls; set it to the file of the certificate.");
        }

        foreach (var (key, path) in new[] { ("Path", options.Certificate.Path), ("KeyPath", options.Certificate.KeyPath), ("RootsPath", options.Certificate.RootsPath) })
        {
            if (!string.IsNullOrWhiteSpace(path) && !File.Exists(path))
            {
                faults.AddError($"{Section}:Certificate:{key} is '{path}', and there is no such file; set it to one that can be read.");
            }
        }
    }

    /// <summary>A number or a source of two trunks would make it chance whose call it is.</summary>
    private static void CheckOwners(VoiceOptions options, ValidateOptionsResultBuilder faults)
    {
        var owners = new Dictionary<string, string>();
        foreach (var (key, trunk) in options.Trunks)
        {
            foreach (var (label, source) in trunk.AllowedSources)
            {
                if (!owners.TryAdd(source, key) && owners[source] != key)
                {
                    faults.AddError($"{Section}:Trunks:{key}:AllowedSources:{label} is '{source}', which trunk '{owners[source]}' has already; leave it with one of them.");
                }
            }
        }
    }

    private static void CheckPhones(VoicePhonesOptions phones, ValidateOptionsResultBuilder faults)
    {
        const string At = $"{Section}:Phones";
        if (phones.Realm.Length is 0 or > 200 || phones.Realm.Any(static c => char.IsControl(c) || c is '"' or '\\'))
        {
            faults.AddError($"{At}:Realm is '{phones.Realm}'; set it to a domain, 1 to 200 characters without quotes.");
        }

        if (phones.MaxRegistrationSeconds is < 60 or > 86_400)
        {
            faults.AddError($"{At}:MaxRegistrationSeconds is {phones.MaxRegistrationSeconds}; set it to 60 to 86400.");
        }

        foreach (var (device, phone) in phones.Devices)
        {
            TrunkRules.CheckKey($"{At}:Devices:{device}", device, faults);
            if (!KeyRules.IsValid(phone.Agent))
            {
                faults.AddError($"{At}:Devices:{device}:Agent is '{phone.Agent}'; set it to the id of the agent whose telephone it is.");
            }

            if (phone.Password is null || phone.Password.IsEmpty || phone.Password.Reveal().Length < 8)
            {
                faults.AddError($"{At}:Devices:{device}:Password is missing or shorter than 8 characters; set it to what the telephone registers with. Short ones are guessed.");
            }
        }

        foreach (var (agent, number) in phones.Numbers)
        {
            if (!KeyRules.IsValid(agent) || !TrunkRules.IsE164(number))
            {
                faults.AddError($"{At}:Numbers:{agent} is '{number}'; set it to the agent's number in E.164, such as +390612345678, under the agent's id.");
            }
        }

        foreach (var (agent, endpoint) in phones.CallFrom)
        {
            if (!KeyRules.IsValid(agent) || !KeyRules.IsValid(endpoint))
            {
                faults.AddError($"{At}:CallFrom:{agent} is '{endpoint}'; set it to the id of the endpoint from which this agent's telephone calls, under the agent's id.");
            }
        }
    }

    private static void CheckGuard(VoiceGuardOptions guard, ValidateOptionsResultBuilder faults)
    {
        const string At = $"{Section}:Guard";
        foreach (var (key, prefix) in guard.AllowedPrefixes)
        {
            if (!TrunkRules.IsPrefix(prefix))
            {
                faults.AddError($"{At}:AllowedPrefixes:{key} is '{prefix}'; set it to the beginning of numbers, such as +39.");
            }
        }

        if (guard.MaxCallsPerMinute is < 1 or > 100_000)
        {
            faults.AddError($"{At}:MaxCallsPerMinute is {guard.MaxCallsPerMinute}; set it to 1 to 100000, or remove it.");
        }

        if (guard.MaxCostPerDay is < 0)
        {
            faults.AddError($"{At}:MaxCostPerDay is {guard.MaxCostPerDay}; set it to 0 or more, or remove it.");
        }
    }
}
