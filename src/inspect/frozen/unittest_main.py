"""`unittest.main()` and `python -m unittest`."""

import os
import sys
from . import loader, runner
from .signals import installHandler

__unittest = True

_NO_TESTS_EXITCODE = 5


def _convert_name(name):
    # A file's name stands for the module in it.
    if os.path.isfile(name) and name.lower().endswith(".py"):
        if os.path.isabs(name):
            rel_path = os.path.relpath(name, os.getcwd())
            if os.path.isabs(rel_path) or rel_path.startswith(os.pardir):
                return name
            name = rel_path
        return os.path.normpath(name)[:-3].replace("\\", ".").replace("/", ".")
    return name


def _convert_select_pattern(pattern):
    return pattern if "*" in pattern else "*%s*" % pattern


class TestProgram:
    """A program that reads its arguments, loads tests, runs them, and exits."""

    module = None
    verbosity = 1
    failfast = catchbreak = buffer = progName = warnings = testNamePatterns = durations = None
    _discovery_parser = None

    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None,
                 testLoader=loader.defaultTestLoader, exit=True, verbosity=1, failfast=None, catchbreak=None,
                 buffer=None, warnings=None, *, tb_locals=False, durations=None):
        if isinstance(module, str):
            self.module = __import__(module)
            for part in module.split(".")[1:]:
                self.module = getattr(self.module, part)
        else:
            self.module = module
        if argv is None:
            argv = sys.argv
        self.exit = exit
        self.failfast = failfast
        self.catchbreak = catchbreak
        self.verbosity = verbosity
        self.buffer = buffer
        self.tb_locals = tb_locals
        self.durations = durations
        if warnings is None and not sys.warnoptions:
            # Tests should show what is deprecated.
            self.warnings = "default"
        else:
            self.warnings = warnings
        self.defaultTest = defaultTest
        self.testRunner = testRunner
        self.testLoader = testLoader
        self.progName = os.path.basename(argv[0])
        self.parseArgs(argv)
        self.runTests()

    def _print_help(self, *args, **kwargs):
        print(self._getParentArgParser().format_help() if self.module is None else self._main_parser.format_help())

    def _parser(self):
        import argparse
        parser = argparse.ArgumentParser(prog=self.progName)
        parser.add_argument("-v", "--verbose", dest="verbosity", action="store_const", const=2, help="Verbose output")
        parser.add_argument("-q", "--quiet", dest="verbosity", action="store_const", const=0, help="Quiet output")
        parser.add_argument("--locals", dest="tb_locals", action="store_true", help="Show local variables in tracebacks")
        parser.add_argument("--durations", dest="durations", type=int, default=None, metavar="N",
                            help="Show the N slowest test cases (N=0 for all)")
        parser.add_argument("-f", "--failfast", dest="failfast", action="store_true",
                            help="Stop on first fail or error")
        parser.add_argument("-c", "--catch", dest="catchbreak", action="store_true",
                            help="Catch Ctrl-C and display results so far")
        parser.add_argument("-b", "--buffer", dest="buffer", action="store_true",
                            help="Buffer stdout and stderr during tests")
        parser.add_argument("-k", dest="testNamePatterns", action="append", type=_convert_select_pattern,
                            help="Only run tests which match the given substring")
        return parser

    def parseArgs(self, argv):
        for option in ("failfast", "catchbreak", "buffer"):
            if getattr(self, option) is None:
                setattr(self, option, False)
        discovering = self.module is None and (len(argv) == 1 or argv[1:2] == ["discover"])
        arguments = argv[1:]
        if not arguments:
            # The usual case needs no parser.
            if discovering:
                self._do_discovery([])
                return
            self.testNames = None
        elif discovering:
            self._do_discovery(arguments[1:])
            return
        else:
            parser = self._parser()
            parser.add_argument("tests", nargs="*",
                                help="a list of any number of test modules, classes and test methods.")
            self._take(parser.parse_args(arguments))
            if self.module is None and not self.tests:
                self._do_discovery([])
                return
            self.testNames = [_convert_name(name) for name in self.tests] if self.tests else None
            if self.tests and __name__ == "__main__":
                self.module = None
        if self.testNames is None:
            if self.defaultTest is None:
                self.testNames = None
            elif isinstance(self.defaultTest, str):
                self.testNames = (self.defaultTest,)
            else:
                self.testNames = list(self.defaultTest)
        self.createTests()

    def _take(self, found):
        for name, value in vars(found).items():
            # What the arguments do not say stays as the caller set it.
            if value is not None and (value is not False or getattr(self, name, None) is None):
                setattr(self, name, value)

    def createTests(self, from_discovery=False, Loader=None):
        if self.testNamePatterns:
            self.testLoader.testNamePatterns = self.testNamePatterns
        if from_discovery:
            finder = self.testLoader if Loader is None else Loader()
            self.test = finder.discover(self.start, self.pattern, self.top)
        elif self.testNames is None:
            self.test = self.testLoader.loadTestsFromModule(self.module)
        else:
            self.test = self.testLoader.loadTestsFromNames(self.testNames, self.module)

    def _do_discovery(self, argv, Loader=None):
        self.start, self.pattern, self.top = ".", "test*.py", None
        if argv:
            parser = self._parser()
            parser.prog = "%s discover" % self.progName
            parser.add_argument("-s", "--start-directory", dest="start",
                                help="Directory to start discovery ('.' default)")
            parser.add_argument("-p", "--pattern", dest="pattern", help="Pattern to match tests ('test*.py' default)")
            parser.add_argument("-t", "--top-level-directory", dest="top",
                                help="Top level directory of project (defaults to start directory)")
            for arg in ("start", "pattern", "top"):
                parser.add_argument(arg, nargs="?", default=None, help="the same")
            self._take(parser.parse_args(argv))
        self.createTests(from_discovery=True, Loader=Loader)

    def runTests(self):
        if self.catchbreak:
            installHandler()
        if self.testRunner is None:
            self.testRunner = runner.TextTestRunner
        if isinstance(self.testRunner, type):
            options = dict(verbosity=self.verbosity, failfast=self.failfast, buffer=self.buffer, warnings=self.warnings)
            try:
                testRunner = self.testRunner(tb_locals=self.tb_locals, durations=self.durations, **options)
            except TypeError:
                try:
                    testRunner = self.testRunner(tb_locals=self.tb_locals, **options)
                except TypeError:
                    # A class that knows less.
                    testRunner = self.testRunner()
        else:
            testRunner = self.testRunner
        self.result = testRunner.run(self.test)
        if self.exit:
            if not self.result.wasSuccessful():
                sys.exit(1)
            elif self.result.testsRun == 0 and len(self.result.skipped) == 0:
                sys.exit(_NO_TESTS_EXITCODE)
            else:
                sys.exit(0)


main = TestProgram
