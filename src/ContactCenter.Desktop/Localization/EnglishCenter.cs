namespace ContactCenter.Desktop.Localization;

/// <summary>The words of who administers the center, in English: which tenants there are.</summary>
internal static class EnglishCenter
{
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>(EnglishSupervisor.Words, StringComparer.Ordinal)
    {
        ["nav.tenants"] = "Tenants",
        ["nothing.center"] = "You are logged in as an administrator of the center, who sees which tenants there are and nothing in one; choose Tenants in the menu.",
        ["tenants.intro"] = "Changes are checked, kept in the center’s own journal and in force at once. What goes on in a tenant is for its own people.",
        ["tenants.tenant"] = "Tenant",
        ["tenants.state"] = "State",
        ["tenants.state.Active"] = "Open",
        ["tenants.state.Suspended"] = "Suspended",
        ["tenants.add"] = "Add a tenant",
        ["tenants.new"] = "New tenant",
        ["tenants.queues"] = "First queues",
        ["tenants.queuesHint"] = "faults, billing",
        ["tenants.outcomes"] = "First outcomes",
        ["tenants.outcomesHint"] = "resolved, callback",
        ["tenants.suspend"] = "Suspend",
        ["tenants.suspendWhat"] = "Suspend: {0}",
        ["tenants.suspendSure"] = "Suspend {0}? Its people see no such tenant and its addresses are unknown until it is resumed. Its data stay.",
        ["tenants.resume"] = "Resume",
        ["tenants.resumeWhat"] = "Resume: {0}",
        ["tenants.close"] = "Close",
        ["tenants.closeWhat"] = "Close: {0}",
        ["tenants.closeSure"] = "Take {0} off the list? Its data stay in its folder. Added again under this id, it goes on with them.",
        ["code.CC1222"] = "That would not be right as it is.",
        ["code.CC1225"] = "There is no such tenant, its id is taken, or it is not in the state this begins from; look at the list again.",
        ["code.CC1226"] = "Conversations are open or messages on their way in this tenant; let them end first.",
    };
}
