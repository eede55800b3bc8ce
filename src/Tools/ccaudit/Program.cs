using System.CommandLine;
using ContactCenter.Tools.Audit;

var root = new RootCommand("Checks audit logs of ContactCenter. LOG is a folder with a log.db, the folder of an export, a zip archive of one, or the connection string of a log in PostgreSQL.")
{
    VerifyCommand.Create(),
    ProveCommand.Create(),
    ShowCommand.Create(),
    ExportCommand.Create(),
    DiffCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
