# stdin: Ada
# stdin: 36
# stdin:
name = input("Name? ")
age = int(input())
print(name, age)
print(repr(input("empty? ")))
try:
    input()
except EOFError as error:
    print(repr(error))
