using System.CommandLine;
using System.CommandLine.Invocation;
using ContactCenter.Tools.Audit;

var root = new RootCommand("Checks audit logs of ContactCenter. LOG is a folder with a log.db, the folder of an export, a zip archive of one, or the connection string of a log in PostgreSQL.")
{
    VerifyCommand.Create(),
    ProveCommand.Create(),
    ShowCommand.Create(),
    ExportCommand.Create(),
    DiffCommand.Create(),
};
var parsed = root.Parse(args);
var code = await parsed.InvokeAsync();
return parsed.Action is ParseErrorAction ? Shared.Unusable : code; // a typing error says nothing about a log
