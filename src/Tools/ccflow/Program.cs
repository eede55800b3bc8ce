using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using ContactCenter.Tools.Flow;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false); // whatever the console's is, what is piped is UTF-8
var root = new RootCommand("Formats, checks, tests, draws, compares and translates scripts of Flow, the script language of ContactCenter.")
{
    FormatCommand.Create(),
    CheckCommand.Create(),
    TestCommand.Create(),
    CoverCommand.Create(),
    StringsCommand.Create(),
    ExploreCommand.Create(),
    DiagramCommand.Create(),
    DiffCommand.Create(),
    UpgradeCommand.Create(),
    StatsCommand.Create(),
    LanguageServerCommand.Create(),
};
var parsed = root.Parse(args);
var code = await parsed.InvokeAsync();
return parsed.Action is ParseErrorAction ? Shared.Unusable : code; // what was asked for is not clear: nothing was done
