using System.Text;
using Roles.Tests.Host;

namespace Roles.Tests.Matrix;

/// <summary><c>docs/roles.md</c>, written from the rows.</summary>
internal static class MatrixPage
{
    private static readonly Dictionary<string, string> Notes = new()
    {
        [EndpointRows.Section] = """
            Of the reference host (`samples/ReferenceHost`) with `AddTenantAdministration`. The desk's are described in [openapi.json](openapi.json); `/login`, `/logout`, `/customer`, `/form`,
            `/openapi` and `/scalar` are the sample's own. A webhook has no method of its own: its channel takes those it knows. Forms and chats are for whoever comes: which pages may post or connect, how often, and with which token is
            the channels' matter ([web forms](channels/webforms.md), [web chat](channels/webchat.md)). `commands`, `configuration` and `tenants` were called with a note, a name and a suspension; every command has its row below.
            """,
        [HubRows.Section] = "At `/hubs/desk`. `Do` was called with a note; `Typing` means nothing from an agent who does not have the conversation.",
        [CommandRows.Section] = "Given at `POST /api/{tenant}/commands`, the hub's `Do` or a page; the names are those of the member `do`. To take over, a supervisor must be an agent of the tenant too.",
        [ReadRows.Section] = "Methods of `IDesk`, behind the API, the hub and the pages. Agents read every conversation of their tenant: the history is the team's. A recording of a call is heard by supervisors, and by the agent who has its interaction or had it last.",
        [AdministrationRows.Section] = "Given at `POST /api/{tenant}/configuration` or on the page; the names are those of the member `edit`.",
        [AdministrationRows.TenantSection] = "Given at `POST /api/tenants`. The role belongs to no tenant and opens none ([tenants.md](tenants.md)).",
        [PageRows.Section] = "A page names no tenant: a person is shown the own one. A supervisor who is no agent is sent from `/` to the wallboard.",
    };

    private static readonly Dictionary<Cell, string> Words = new() { [Cell.Allowed] = "allowed", [Cell.Refused] = "refused", [Cell.Own] = "own", [Cell.Proof] = "proof" };

    public static string Write(IEnumerable<Operation> operations)
    {
        var page = new StringBuilder("""
            # Roles

            Who may do what. The rows are what the running code publishes, the cells what it answered: `tests/Roles.Tests` starts the reference host, calls every operation as every role
            and fails where this page says something else. It is written by `CONTACTCENTER_UPDATE_BASELINES=1`; read the difference before you commit it, each cell is a promise.

            - **allowed**: the role is enough. Whether the thing exists and is in the right state is another question.
            - **refused**: who has not logged in gets 401 or the login page, a role that does not include it 403 (`CC1201`); a tenant of others is told apart from none by nothing (404, `CC4001`).
            - **own**: what is the caller's own; another's is refused (`CC1302`, `CC1413`). Of an agent: offers made to the agent and conversations the agent has. In the last column: the own tenant.
            - **proof**: whoever brings the provider's signature or the URL nobody can guess, logged in or not; without it nobody.

            A column is a person with that role alone; who has several may do what each may. The last is a person with every role of a tenant, of another tenant.

            """.ReplaceLineEndings("\n"));
        foreach (var section in operations.GroupBy(static o => o.Section))
        {
            page.Append($"\n## {section.Key}\n\n{Notes[section.Key].ReplaceLineEndings("\n")}\n\n");
            page.Append($"| operation | {string.Join(" | ", People.All.Select(static c => c.Column))} |\n| --- |{string.Concat(People.All.Select(static _ => " --- |"))}\n");
            foreach (var operation in section)
            {
                page.Append($"| {operation.Name} | {string.Join(" | ", operation.Expected.Select(static c => Words[c]))} |\n");
            }
        }

        return page.ToString();
    }
}
